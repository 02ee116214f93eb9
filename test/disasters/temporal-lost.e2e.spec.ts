import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { childEnv } from '../../libs/process/env.js';
import { startOwnServers, type OwnServers } from '../faults/own-servers.js';
import { LeadOverHttp } from '../support/lead-over-http.js';
import { eventually } from '../support/eventually.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';
import { leadsAtAllStages } from './all-stages.js';
import { differences, disagreements, livesAtRest, livesInTemporal, mailsTwice } from './look.js';

let servers: OwnServers;
let baton: Baton;
beforeAll(async () => {
  servers = await startOwnServers('temporal-lost');
  const { databaseUrl, temporal } = servers;
  baton = await startBaton({ name: 'temporal-lost', agreement: tradeAgreement, team: tradeTeam, databaseUrl, temporal });
}, 120_000);
afterAll(async () => {
  await baton.stop();
  await servers.stop();
});

/** What the CLI says. */
async function onTerminal(...args: string[]): Promise<string> {
  const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: baton.token });
  return (await promisify(execFile)('node', [join(projectRoot, 'dist/apps/cli/main.js'), ...args], { env })).stdout;
}

/** Temporal's list lags behind its workflows by an instant. */
async function agreesInTemporal(lives: Awaited<ReturnType<typeof livesAtRest>>): Promise<void> {
  await eventually(async () => expect(disagreements(lives, await livesInTemporal(baton))).toEqual([]), { timeoutMs: 30_000 });
}

describe('a Temporal that lost its database', () => {
  it('is rebuilt from Postgres by one command: every open lead lives again as it was, and no mail goes twice', async () => {
    await leadsAtAllStages(baton, 30);
    baton.mail.refuse(550);
    const stuck = await LeadOverHttp.handedOff(baton);
    await stuck.until((lead) => lead.stuck === 'mail.refused', 'the refusal', 60_000);
    baton.mail.normal();
    const before = await livesAtRest(baton);
    const open = [...before.values()].filter(({ ended }) => !ended).length;
    expect(new Set([...before.values()].map(({ stage }) => stage)).size).toBeGreaterThanOrEqual(7);
    await agreesInTemporal(before);
    const mails = baton.mail.mails.all().length;

    // The apps that served the lost one are as dead as it is: whoever supervises them starts them anew.
    await Promise.all([baton.kill('worker'), baton.kill('relay')]);
    await servers.loseTemporal();
    await Promise.all([baton.start('worker'), baton.start('relay')]);

    // Until somebody says that the old one is lost, nobody lives here: it might live on elsewhere.
    const dry = await eventually(() => onTerminal('rebuild', '--dry-run'), { timeoutMs: 60_000, everyMs: 500 });
    expect(dry).toContain(`${open} are open and have no workflow here`);
    expect(dry).toContain('a rebuild moves them here');
    expect(await livesAtRest(baton)).toEqual(before);

    expect(await onTerminal('rebuild')).toContain(`${open} of ${open} open leads without a workflow are back`);
    const after = await livesAtRest(baton);
    expect(differences(before, after)).toEqual([]);
    await agreesInTemporal(after);
    for (const { leadId, ended, turn } of before.values()) if (!ended) expect(after.get(leadId)?.turn).toBeGreaterThan(turn);
    expect(baton.mail.mails.all()).toHaveLength(mails);
    expect(mailsTwice(baton)).toEqual([]);

    expect(await onTerminal('rebuild', '--dry-run')).toContain(' 0 are open and have no workflow here');
    const { body } = await baton.call('GET', '/v1/health/leads');
    expect(body.lastRebuild).toMatchObject({ kind: 'rebuild', status: 'done' });
  }, 300_000);
});
