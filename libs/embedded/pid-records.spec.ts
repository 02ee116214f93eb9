import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../test/support/eventually.js';
import { pidRecords } from './pid-records.js';
import { processIdentity } from './process-identity.js';

describe('what was started is written down', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pids-'));
  const records = pidRecords(folder);
  const process = async (): Promise<number> => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    await new Promise((resolve) => child.once('spawn', resolve));
    return child.pid!;
  };
  afterAll(() => {
    pidRecords(folder).killAll();
    rmSync(folder, { recursive: true });
  });

  it('so that the next start stops what is left of it', async () => {
    const pid = await process();
    records.add('relay', pid, 'SIGTERM');
    expect(await pidRecords(folder).stopLeftOvers()).toEqual(['relay']);
    expect(processIdentity(pid)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('and another process that got the same pid since is left alone', async () => {
    const pid = await process();
    records.add('relay', pid, 'SIGTERM');
    const file = join(folder, 'relay.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/@\d+@/, '@1@'));
    expect(await records.stopLeftOvers()).toEqual([]);
    expect(processIdentity(pid)).not.toBeNull();
    records.add('relay', pid, 'SIGTERM');
  });

  it('and all of it can be killed at once', async () => {
    const pid = await process();
    records.add('worker', pid, 'SIGTERM');
    records.killAll();
    await eventually(() => expect(processIdentity(pid)).toBeNull());
    expect(readdirSync(folder)).toEqual([]);
  });
});
