import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { leadWorkflowId } from '../libs/messages/lead-lifecycle.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { openTemporal } from './support/open-temporal.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

/** Values that must never be seen outside Postgres and the mails. */
const planted = {
  name: 'Xiomara Quetzalcoatl',
  email: 'xiomara.q@planted.example',
  phone: '+34600123987',
  city: 'Villaplantada',
  note: 'She told us about her divorce zqx-note',
  result: 'zqx-result left with her sister',
  anonymousId: 'zqx-cookie-4711',
  externalId: 'zqx-crm-0815',
  form: 'zqx-free-text-in-a-fact',
};

let baton: Baton;
let temporal: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'personal-data', agreement: tradeAgreement, team: tradeTeam });
  temporal = openTemporal(baton);
}, 60_000);
afterAll(async () => {
  await temporal.connection.close();
  await baton.stop();
});

it('personal data is in no history, no search attribute, no workflow id and no log', async () => {
  const lead = await troubledLife();
  const handle = temporal.workflow.getHandle(leadWorkflowId(lead.leadId));
  const description = await handle.describe();
  const histories = JSON.stringify(historyToJSON(await handle.fetchHistory()));
  const decoded = decodeAll(histories);
  const seen = {
    history: decoded,
    description: JSON.stringify({
      id: description.workflowId,
      attributes: description.typedSearchAttributes.getAll(),
      memo: description.memo,
    }),
    logs: baton.logs(),
  };
  // The search itself must be able to find: ids are there, personal values are not.
  expect(seen.history).toContain(lead.leadId);
  expect(seen.logs).toContain(lead.leadId);
  for (const [place, text] of Object.entries(seen)) {
    for (const value of Object.values(planted))
      expect(`${place}: ${text.includes(value) ? value : 'clean'}`).toBe(`${place}: clean`);
  }
}, 60_000);

/** A life with a refused mail, refused commands, free text everywhere, and senders who get it wrong. */
async function troubledLife(): Promise<LeadOverHttp> {
  const { name, email, phone, city, anonymousId, externalId } = planted;
  baton.mail.refuse(550);
  const lead = await LeadOverHttp.capture(baton, {
    email,
    phone,
    anonymousId,
    externalId,
    profile: { name, city, country: 'ES' },
  });
  await lead.does('form_submitted', { form: 'demo', product: planted.form });
  await lead.until(({ stuck }) => stuck === 'mail.refused', 'stuck');
  baton.mail.normal();
  await lead.ask({ kind: 'retry', note: planted.note });
  await lead.askAsHolder({ kind: 'advance', to: 'opportunity', note: planted.note });
  await lead.askAsHolder({ kind: 'accept', note: planted.note });
  await lead.askAsHolder({ kind: 'touch', channel: 'call', seconds: 60, note: planted.note, result: planted.result });
  await lead.askAsHolder({ kind: 'outcome', reason: 'not-now', note: planted.note });
  await lead.reaches('nurturing');
  for (const body of [{ email, extra: planted.note }, { email: planted.note }, `{"email": "${email}",`]) {
    expect((await baton.call('POST', '/v1/leads', body)).status).toBeGreaterThanOrEqual(400);
  }
  const fact = { id: randomUUID(), kind: 'page_viewed', occurredAt: planted.note, lead: { email }, data: {} };
  await baton.call('POST', '/v1/facts', { facts: [fact] });
  await baton.call('GET', `/v1/leads/${encodeURIComponent(email)}`);
  return lead;
}

/** Payloads lie in histories as base64. */
function decodeAll(history: string): string {
  const payloads = [...history.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)].map(([, data]) =>
    Buffer.from(data ?? '', 'base64').toString('utf8'),
  );
  return [history, ...payloads].join('\n');
}
