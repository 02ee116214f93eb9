import type { Client } from '@temporalio/client';
import { leadStuckKey } from '../libs/messages/search-attributes.js';
import { leadWorkflowId, retrySignal, retryUpdate } from '../libs/messages/lead-lifecycle.js';
import { eventually } from './support/eventually.js';
import { LeadOverHttp } from './support/lead-over-http.js';
import { openTemporal } from './support/open-temporal.js';
import { startBaton, type Baton } from './support/start-baton.js';
import { tradeAgreement, tradeTeam } from './support/trade.js';

let baton: Baton;
let temporal: Client;
beforeAll(async () => {
  baton = await startBaton({ name: 'mail-trouble', agreement: tradeAgreement, team: tradeTeam });
  temporal = openTemporal(baton);
}, 60_000);
afterEach(() => baton.mail.normal());
afterAll(async () => {
  await temporal.connection.close();
  await baton.stop();
});

const workflow = (lead: LeadOverHttp) => temporal.workflow.getHandle(leadWorkflowId(lead.leadId));
const stuckInTemporal = async (lead: LeadOverHttp): Promise<string | undefined> =>
  (await workflow(lead).describe()).typedSearchAttributes.get(leadStuckKey);

describe('a mail server that hangs', () => {
  it('does not make a rep wait', async () => {
    baton.mail.hang();
    const lead = await LeadOverHttp.handedOff(baton);
    expect(await lead.askAsHolder({ kind: 'accept' })).toMatchObject({
      status: 200,
      body: { lead: { stage: 'sales_accepted' } },
    });
    expect((await lead.read()).handOff.noticedAt).toBeNull();
  });
});

describe('a mail server that refuses for good', () => {
  async function stuck(): Promise<LeadOverHttp> {
    baton.mail.refuse(550);
    const lead = await LeadOverHttp.handedOff(baton);
    await lead.until((view) => view.stuck === 'mail.refused', 'stuck');
    expect(await eventually(async () => (await stuckInTemporal(lead)) ?? Promise.reject(new Error('no attribute yet')))).toBe(
      'mail.refused',
    );
    baton.mail.normal();
    return lead;
  }
  const isFreed = async (lead: LeadOverHttp): Promise<void> => {
    await lead.until(({ stuck: reason, handOff }) => reason === null && Boolean(handOff?.noticedAt), 'freedom');
    await eventually(async () => expect(await stuckInTemporal(lead)).toBeUndefined());
  };

  it('makes the lead stuck, says so in Temporal, and retry over HTTP frees it', async () => {
    const lead = await stuck();
    expect((await lead.ask({ kind: 'retry' })).status).toBe(200);
    await isFreed(lead);
  });

  it('is freed by the Update that the UI’s form sends', async () => {
    const lead = await stuck();
    await workflow(lead).executeUpdate(retryUpdate);
    await isFreed(lead);
  });

  it('is freed by the signal that a batch sends', async () => {
    const lead = await stuck();
    await workflow(lead).signal(retrySignal);
    await isFreed(lead);
  });
});

describe('a workflow that is cancelled from outside', () => {
  it('is stuck, not dead, still answers, and is freed the same way', async () => {
    const lead = await LeadOverHttp.handedOff(baton);
    await workflow(lead).cancel();
    await lead.until(({ stuck: reason }) => reason === 'cancelled', 'stuck');
    expect((await lead.askAsHolder({ kind: 'accept' })).status).toBe(200);
    expect((await lead.ask({ kind: 'retry' })).status).toBe(200);
    expect((await workflow(lead).describe()).status.name).toBe('RUNNING');
    expect((await lead.read()).stuck).toBeNull();
  });
});
