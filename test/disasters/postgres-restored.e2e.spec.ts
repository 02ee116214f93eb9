import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { childEnv } from '../../libs/process/env.js';
import { eventually } from '../support/eventually.js';
import { LeadOverHttp } from '../support/lead-over-http.js';
import { startBaton, type App, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';
import { leadsAtAllStages } from './all-stages.js';
import { disagreements, livesAtRest, livesInTemporal, mailsTwice } from './look.js';

let baton: Baton;
beforeAll(async () => {
  baton = await startBaton({ name: 'pg-restored', agreement: tradeAgreement, team: tradeTeam });
}, 60_000);
afterAll(() => baton.stop());

const apps: App[] = ['api', 'worker', 'relay'];

/** Work on whole databases, which nobody may be using: the apps are stopped meanwhile. */
async function offline(work: (server: Client, database: string) => Promise<unknown>): Promise<void> {
  await Promise.all(apps.map((app) => baton.kill(app)));
  const server = new Client({ connectionString: baton.databaseUrl.replace(/[^/]+$/, 'postgres') });
  await server.connect();
  await work(server, baton.databaseUrl.replace(/^.*\//, '')).finally(() => server.end());
  await Promise.all(apps.map((app) => baton.start(app)));
  await eventually(async () => expect((await fetch(`${baton.url}/readyz`)).status).toBe(200), {
    timeoutMs: 60_000,
    everyMs: 100,
  });
}
const backUp = (): Promise<void> => offline((server, name) => copyDatabase(server, name, `${name}_backup`));
const restore = (): Promise<void> =>
  offline(async (server, name) => {
    await server.query(`drop database ${name} with (force)`);
    await copyDatabase(server, `${name}_backup`, name);
    await server.query(`drop database ${name}_backup`);
  });
async function copyDatabase(server: Client, from: string, to: string): Promise<void> {
  await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [from]);
  await server.query(`create database ${to} template ${from} strategy file_copy`);
}

async function onTerminal(...args: string[]): Promise<string> {
  const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: baton.token });
  return (await promisify(execFile)('node', [join(projectRoot, 'dist/apps/cli/main.js'), ...args], { env })).stdout;
}

describe('a Postgres that was restored from before', () => {
  it('leaves workflows ahead, stuck for all to see; one command lets them go on from it, and tells what only senders can bring back', async () => {
    await leadsAtAllStages(baton, 10);
    const accepted = await LeadOverHttp.handedOff(baton);
    const won = await LeadOverHttp.handedOff(baton);
    const asked = await LeadOverHttp.capture(baton);
    await asked.reaches('nurturing');
    await livesAtRest(baton);
    await backUp();

    // What Postgres will have forgotten.
    await accepted.askAsHolder({ kind: 'accept' });
    await won.askAsHolder({ kind: 'accept' });
    await won.askAsHolder({ kind: 'outcome', reason: 'too-dear' });
    await asked.does('form_submitted', { form: 'demo' });
    await asked.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice', 60_000);
    const captured = await LeadOverHttp.capture(baton);
    await captured.reaches('nurturing');
    await livesAtRest(baton);
    const mails = baton.mail.mails.all().length;
    await restore();

    // The first ask may be lost to connections that the restore cut.
    const { repId } = await accepted.read();
    const refused = await accepted.askPatiently({ repId, kind: 'accept' });
    expect([refused.status, refused.body.code]).toEqual([409, 'lead.turn_failed']);
    await eventually(async () => expect((await livesInTemporal(baton)).get(accepted.leadId)?.stuck).toBe('turn.ahead'));

    const dry = await onTerminal('reproject', '--dry-run');
    expect(dry).toContain('A dry run: 3 leads have come further than Postgres tells');
    expect(dry).toContain('1 leads are not known to Postgres at all');
    expect(dry).toContain(`lead ${captured.leadId}`);
    expect(dry).toMatch(/accept [-0-9a-f]{36} of lead/);
    expect(dry).toMatch(/outcome [-0-9a-f]{36} of lead/);
    expect(dry).toMatch(/received since \d{4}-/);
    await eventually(async () => expect((await livesInTemporal(baton)).get(accepted.leadId)?.stuck).toBe('turn.ahead'));

    expect(await onTerminal('reproject')).toContain('3 of 3 leads that had come further than Postgres tells go on');
    await eventually(async () => expect(disagreements(await livesAtRest(baton), await livesInTemporal(baton))).toEqual([]), {
      timeoutMs: 60_000,
      everyMs: 500,
    });
    expect((await won.read()).stage).toBe('marketing_qualified');
    expect((await asked.read()).stage).toBe('nurturing');

    // What its senders bring again is heard; what had been mailed is not mailed again.
    await asked.does('form_submitted', { form: 'demo' });
    await asked.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice', 60_000);
    await livesAtRest(baton);
    expect(baton.mail.mails.all()).toHaveLength(mails);
    expect(mailsTwice(baton)).toEqual([]);
  }, 300_000);
});
