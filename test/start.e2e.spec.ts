import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { anyPort } from '../libs/embedded/free-port.js';
import { processIdentity } from '../libs/embedded/process-identity.js';
import { projectRoot } from '../libs/embedded/project-root.js';
import { childEnv } from '../libs/process/env.js';
import { eventually } from './support/eventually.js';
import { testStack } from './support/test-stack.js';

interface Started {
  pid: number;
  said(): string;
  ended: Promise<number | null>;
}

describe('npm start', () => {
  const folder = join(testStack().folder, 'start');
  let port: number;
  let baton: Started | undefined;

  const start = (...flags: string[]): Started => {
    const env = childEnv({ BATON_FOLDER: folder, PORT: String(port), DATABASE_URL: '', TEMPORAL_ADDRESS: '', SMTP_URL: '' });
    const child = spawn(process.execPath, ['dist/apps/local/start.js', ...flags], { cwd: projectRoot, env });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    return { pid: child.pid!, said: () => said, ended };
  };
  const startWhole = async (...flags: string[]): Promise<Started> => {
    baton = start(...flags);
    await eventually(() => expect(baton?.said()).toContain('Baton runs.'), { timeoutMs: 60_000 });
    return baton;
  };
  const stopWhole = async (): Promise<number | null> => {
    process.kill(baton!.pid, 'SIGINT');
    return baton!.ended;
  };
  const recorded = (): [string, string][] =>
    readdirSync(join(folder, 'pids')).map((file) => [file, readFileSync(join(folder, 'pids', file), 'utf8').split(/ |\n/)[1]!]);
  const isThere = (identity: string): boolean => processIdentity(Number.parseInt(identity, 10)) === identity;
  const place = (name: string): string => new RegExp(`${name} +(http\\S+)`).exec(baton?.said() ?? '')?.[1] ?? '';
  const mailSubjects = async (): Promise<string[]> => {
    const mails = (await (await fetch(`${place('Mail sink')}/mails.json`)).json()) as { subject: string }[];
    return mails.map(({ subject }) => subject);
  };

  beforeAll(async () => {
    mkdirSync(folder);
    port = await anyPort();
  });
  afterAll(async () => {
    if (baton && processIdentity(baton.pid)) process.kill(baton.pid, 'SIGTERM');
    await baton?.ended;
  });

  it('starts everything, and its first thing to try works when pasted', async () => {
    await startWhole();
    for (const file of ['token', 'mona.token', 'sven.token']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(baton!.said()).toContain('signed by Mona, head of marketing');
    const pasted = /^ {2}curl[\s\S]*?^$/m.exec(baton!.said())![0];
    const { stdout } = await promisify(execFile)('bash', ['-c', pasted]);
    expect(stdout).toContain('"created":true');
    await eventually(async () => expect(await mailSubjects()).toHaveLength(1), { timeoutMs: 20_000 });
    for (const url of [`${place('Its pages')}`, place("Temporal's UI"), place('Mail sink')])
      expect((await fetch(url)).status).toBe(200);
  }, 90_000);

  it('takes the next port when the wished one is busy, and says so', async () => {
    await stopWhole();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await startWhole();
    await new Promise((resolve) => server.close(resolve));
    expect(baton!.said()).toMatch(new RegExp(`port ${port} is taken: the API listens on \\d+`));
    expect((await fetch(`${place('API')}/readyz`)).status).toBe(200);
  }, 90_000);

  it('refuses to start twice', async () => {
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Baton already runs here (process ${baton!.pid}). Stop it with Ctrl-C`);
  });

  it('starts an app again that died, and says so', async () => {
    const relay = new Map(recorded()).get('relay.pid')!;
    process.kill(Number.parseInt(relay, 10), 'SIGKILL');
    await eventually(() => expect(baton!.said()).toContain('relay stopped (SIGKILL); starting it again in 1 s'));
    await eventually(() => expect(isThere(new Map(recorded()).get('relay.pid')!)).toBe(true));
  });

  it('killed with all that it started, starts again with all its data', async () => {
    const before = await mailSubjects();
    for (const identity of [String(baton!.pid), ...recorded().map(([, found]) => found)])
      process.kill(Number.parseInt(identity, 10), 'SIGKILL');
    await baton!.ended;
    await startWhole();
    expect(baton!.said()).not.toContain('A sample team and agreement are in force');
    expect(await mailSubjects()).toEqual(before);
  }, 90_000);

  it('killed alone, leaves nothing that hinders the next start', async () => {
    process.kill(baton!.pid, 'SIGKILL');
    await baton!.ended;
    await startWhole();
    expect(baton!.said()).toMatch(/stopped what an earlier start left behind: .*postgres/);
  }, 90_000);

  it('stops everything on Ctrl-C', async () => {
    const all = recorded().map(([, identity]) => identity);
    expect(all).toHaveLength(5);
    expect(await stopWhole()).toBe(0);
    expect(all.filter(isThere)).toEqual([]);
    expect(readdirSync(join(folder, 'pids'))).toEqual([]);
  }, 30_000);

  it('says what leads wait for when Temporal’s file is lost', async () => {
    rmSync(join(folder, 'temporal'), { recursive: true });
    await startWhole();
    expect(baton!.said()).toMatch(/leads wait: .*npm run baton -- rebuild/);
    await stopWhole();
  }, 90_000);

  it('starts over when told to', async () => {
    await startWhole('--fresh');
    expect(await mailSubjects()).toEqual([]);
    expect(baton!.said()).toContain('A sample team and agreement are in force');
    expect(baton!.said()).not.toContain('leads wait');
  }, 90_000);
});
