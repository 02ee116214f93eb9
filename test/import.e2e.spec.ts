import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { projectRoot } from '../libs/embedded/project-root.js';
import { childEnv } from '../libs/process/env.js';
import { eventually } from './support/eventually.js';
import { importForm, leadFile, leadMap } from './support/lead-file.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { testStack } from './support/test-stack.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
let postgres: Client;
let folder: string;
beforeAll(async () => {
  baton = await startBaton({ name: 'import', agreement: tradeAgreement, team: tradeTeam });
  postgres = new Client({ connectionString: baton.databaseUrl });
  await postgres.connect();
  folder = await mkdtemp(join(testStack().folder, 'files-'));
  await writeFile(join(folder, 'map.yaml'), leadMap);
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await baton.stop();
});

async function counted(table: string): Promise<number> {
  const { rows } = await postgres.query<{ n: number }>(`select count(*)::integer as n from ${table}`);
  return rows[0]!.n;
}

/** `npm run baton -- …`, as a user's shell sees it. */
function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: baton.token });
  const cli = join(projectRoot, 'dist/apps/cli/main.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

async function importing(name: string, content: Buffer, ...flags: string[]): Promise<{ code: number; out: string; err: string }> {
  const file = join(folder, name);
  await writeFile(file, content);
  return run('import', file, '--map', join(folder, 'map.yaml'), ...flags);
}

describe('a file of leads, from the command line to their lives', () => {
  it('is checked, stored, told line by line, and means nothing the second time', async () => {
    const file = leadFile(30, [{ before: 10, line: 'broken,"' }]);
    const dry = await importing('leads.csv', file, '--dry-run');
    expect(dry).toMatchObject({ code: 3, out: expect.stringMatching(/nothing is stored[^]* 30 leads would be new/) });
    expect(await counted('lead')).toBe(0);

    const first = await importing('leads.csv', file);
    expect(first.out).toMatch(
      /30 leads are new[^]* 1 lines were refused:\n {2}line 12, line: a quote is opened and never closed; /,
    );
    expect(first.code).toBe(3);
    await eventually(() => expect(baton.mail.mails.all()).toHaveLength(30), { timeoutMs: 30_000 });

    const again = await importing('leads.csv', leadFile(30));
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringMatching(/ 0 leads are new\n +30 were there already\n +0 facts were news/),
    });
    expect(await counted('life')).toBe(30);
    // Nobody is due, so nobody will be rung for it.
    expect(await counted('due_lead where due_at <= now()')).toBe(0);
    expect(baton.mail.mails.all()).toHaveLength(30);
  }, 60_000);

  it('says what is wrong with the call, the file or the mapping, and how it is mended', async () => {
    expect(await run('import', 'leads.csv')).toMatchObject({ code: 2, err: expect.stringContaining('--map') });
    expect(await importing('odd.csv', Buffer.from('Id;Mail\n1;2\n'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('the header is one column; write `delimiter: ";"` in the mapping'),
    });
    expect(await run('import', 'nowhere.csv', '--map', join(folder, 'map.yaml'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no file nowhere.csv'),
    });
  });

  it('is killed half-way and sent again: nothing twice, nothing missing, and a hand-off meanwhile is told', async () => {
    const before = { leads: await counted('lead'), facts: await counted('fact') };
    const many = Buffer.from(leadFile(2_000).toString().replaceAll('lead-', 'other-'));
    const { body, headers } = importForm(leadMap, many);
    const taken = await fetch(`${baton.url}/v1/imports`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${baton.token}` },
      body: new Uint8Array(body),
    });
    expect(taken.status).toBe(202);
    await eventually(async () => expect(await counted('lead')).toBeGreaterThan(before.leads));
    await baton.kill('api');
    expect(await counted('lead')).toBeLessThan(before.leads + 2_000);
    await baton.start('api');
    await eventually(async () => expect((await fetch(`${baton.url}/readyz`)).status).toBe(200), { timeoutMs: 30_000 });

    const again = importing('many.csv', many);
    const lead = await LeadOverHttp.handedOff(baton);
    await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice');
    expect(await again).toMatchObject({ code: 0 });
    // One more lead, with its captured, consent and form_submitted facts.
    expect(await counted('lead')).toBe(before.leads + 2_001);
    expect(await counted('fact')).toBe(before.facts + 6_003);
  }, 120_000);
});
