import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { Client as PgClient } from 'pg';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';
import { eventually } from '../support/eventually.js';
import { LeadOverHttp } from '../support/lead-over-http.js';
import { openTemporal } from '../support/open-temporal.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';

let baton: Baton;
let temporal: Client;
let postgres: PgClient;
beforeAll(async () => {
  baton = await startBaton({ name: 'reset', agreement: tradeAgreement, team: tradeTeam });
  temporal = openTemporal(baton);
  postgres = new PgClient({ connectionString: baton.databaseUrl });
  await postgres.connect();
}, 60_000);
afterAll(async () => {
  await Promise.all([temporal.connection.close(), postgres.end()]);
  await baton.stop();
});

describe('a workflow that ops reset to before its hand-off', () => {
  it('tells the new branch only, and no mail goes twice', async () => {
    const lead = await LeadOverHttp.capture(baton);
    await lead.reaches('nurturing');
    const firstTurn = await historyLength(lead);
    await lead.does('form_submitted', { form: 'demo' });
    await lead.until(({ handOff }) => Boolean(handOff?.noticedAt), 'the notice');
    const before = (await lead.read()).turn;

    await resetTo(lead, firstTurn);
    await lead.until(({ turn, handOff }) => turn > before && Boolean(handOff?.noticedAt), 'the new branch', 30_000);

    const events = await lead.events();
    expect(events.filter(({ kind }) => kind === 'HandOffOpened')).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === 'LeadOpened')).toHaveLength(1);
    const { rows } = await postgres.query<{ n: number }>(
      'select count(*)::int as n from event where lead_id = $1 and abandoned_by is not null',
      [lead.leadId],
    );
    expect(rows[0]?.n).toBeGreaterThan(0);
    const notices = baton.mail.mails.all().filter(({ text }) => text.includes(lead.leadId));
    expect(notices).toHaveLength(1);
    const loads = await postgres.query<{ n: number }>('select coalesce(sum(open), 0)::int as n from rep_load');
    expect(loads.rows[0]?.n).toBe(1);
  }, 60_000);
});

/** Id of the last completed workflow task so far: where a reset may go back to. */
async function historyLength(lead: LeadOverHttp): Promise<number> {
  return eventually(async () => {
    const { events } = await temporal.workflow.getHandle(leadWorkflowId(lead.leadId)).fetchHistory();
    const completed = (events ?? []).filter(({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes);
    const last = completed.at(-1)?.eventId;
    if (completed.length < 2 || last === undefined || last === null) throw new Error('The first turn is not complete yet');
    return Number(last);
  });
}

async function resetTo(lead: LeadOverHttp, eventId: number): Promise<void> {
  await temporal.connection.workflowService.resetWorkflowExecution({
    namespace: baton.temporal.namespace,
    workflowExecution: { workflowId: leadWorkflowId(lead.leadId) },
    reason: 'a test of the fence',
    requestId: randomUUID(),
    workflowTaskFinishEventId: eventId as never,
  });
}
