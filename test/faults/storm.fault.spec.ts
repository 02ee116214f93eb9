import { Client } from 'pg';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';
import { createLeadClient, type LeadClient } from '../../libs/temporal/lead-client.js';
import type { LeadOverHttp } from '../support/lead-over-http.js';
import { openTemporal } from '../support/open-temporal.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';
import { expectWhole } from './expect-whole.js';
import { ask, capture, nothingSent, tell } from './send-lives.js';

const touches = 240;
const lanes = 8;
const sent = nothingSent();

let baton: Baton;
let leads: LeadClient;
let postgres: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'storm', agreement: tradeAgreement, team: tradeTeam });
  leads = createLeadClient(baton.temporal);
  postgres = new Client({ connectionString: baton.databaseUrl });
  await postgres.connect();
}, 60_000);
afterAll(async () => {
  await Promise.all([leads.close(), postgres.end()]);
  await baton.stop();
});

async function runsOf({ leadId }: LeadOverHttp): Promise<number> {
  const temporal = openTemporal(baton);
  let runs = 0;
  for await (const { runId } of temporal.workflow.list({ query: `WorkflowId = '${leadWorkflowId(leadId)}'` }))
    if (runId) runs += 1;
  await temporal.connection.close();
  return runs;
}

describe('a storm of rings, facts and commands upon one lead', () => {
  it('crosses several runs and a killed worker, and what came in came out', async () => {
    const lead = await capture(baton, sent);
    await tell(baton, sent, lead, 'form_submitted', { form: 'demo' });
    const { repId } = await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice', 30_000);
    await ask(lead, sent, { kind: 'accept', repId });

    const queue = Array.from({ length: touches }, (_, n) => n);
    const lane = async (): Promise<void> => {
      for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
        if (n === touches / 2) await baton.kill('worker').then(() => baton.start('worker'));
        void leads.ring(lead.leadId, n).catch(() => undefined); // a doorbell: facts ring it too
        if (n % 10 === 0) await tell(baton, sent, lead, 'file_downloaded', { file: 'guide' });
        await ask(lead, sent, { kind: 'touch', repId, channel: 'call', seconds: 60 });
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));

    await expectWhole(baton, sent);
    const recorded = `select count(*)::int as n from event where kind = 'TouchRecorded' and abandoned_by is null`;
    expect((await postgres.query(recorded)).rows).toEqual([{ n: touches }]);
    expect(await runsOf(lead)).toBeGreaterThanOrEqual(3);
  }, 300_000);
});
