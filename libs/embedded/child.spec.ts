import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../test/support/eventually.js';
import { startChild } from './child.js';
import { pidRecords } from './pid-records.js';

const folder = mkdtempSync(join(tmpdir(), 'child-'));
const records = pidRecords(join(folder, 'pids'));
afterAll(() => {
  records.killAll();
  rmSync(folder, { recursive: true });
});

it('a child that does not stop in good order is killed once its own patience is over', async () => {
  const script = `process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000); console.log('deaf');`;
  const plan = { name: 'deaf', command: process.execPath, args: ['-e', script], logFile: join(folder, 'log'), records };
  const child = await startChild({ ...plan, stopWithinMs: 300 });
  await eventually(() => expect(child.lastLines()).toBe('deaf'));
  const asked = Date.now();
  await child.stop();
  expect(child.end()).toBe('SIGKILL');
  expect(Date.now() - asked).toBeGreaterThanOrEqual(300);
  expect(Date.now() - asked).toBeLessThan(5_000);
});
