import type { DataSource } from 'typeorm';
import { hotLead, type Branch } from '../../../test/support/branch.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { stuckCounts, stuckLeads } from './stuck-leads.js';

let source: DataSource;
const stuck: Branch[] = [];
beforeAll(async () => {
  source = await tradeDatabase('stuck-leads');
  for (let n = 0; n < 3; n++) {
    const lead = await hotLead(source);
    await lead.fail('mail.refused');
    stuck.push(lead);
  }
  const cancelled = await hotLead(source);
  await cancelled.turn({ kind: 'cancelled', at: Date.now() });
});
afterAll(() => source.destroy());

describe('stuck leads', () => {
  it('are counted by reason', async () => {
    expect(await stuckCounts(source.manager)).toMatchObject([
      { reason: 'mail.refused', leads: 3 },
      { reason: 'cancelled', leads: 1 },
    ]);
  });

  it('are told the longest stuck first, with what failed and when it is tried again', async () => {
    const first = await stuckLeads(source.manager, 'mail.refused', null, 2);
    expect(first.leads.map(({ leadId }) => leadId)).toEqual(stuck.slice(0, 2).map(({ leadId }) => leadId));
    expect(first.leads[0]).toMatchObject({
      reason: 'mail.refused',
      since: expect.any(Date) as Date,
      failed: [{ effect: 'tellRep', key: 'handOff:1/notice#1', code: 'mail.refused', retryAt: expect.any(Number) as number }],
    });
    const second = await stuckLeads(source.manager, 'mail.refused', first.next, 2);
    expect([second.leads.map(({ leadId }) => leadId), second.next]).toEqual([[stuck[2]?.leadId], null]);
    expect((await stuckLeads(source.manager, null, null, 10)).leads).toHaveLength(4);
  });

  it('keep the instant at which they became stuck while they go on, and leave the list when they are freed', async () => {
    const [lead] = stuck;
    const since = async (): Promise<Date | undefined> =>
      (await stuckLeads(source.manager, null, null, 10)).leads.find(({ leadId }) => leadId === lead?.leadId)?.since;
    const before = await since();
    await lead?.turn({ kind: 'ring', at: Date.now(), upTo: 2 });
    expect(await since()).toEqual(before);
    await lead?.ask({ kind: 'retry' });
    expect(await since()).toBeUndefined();
    await lead?.fail('mail.refused');
    expect((await since())?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity);
  });
});
