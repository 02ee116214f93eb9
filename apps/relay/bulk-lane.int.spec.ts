import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { storeAgreement } from '../../test/support/store-agreement.js';
import { storeTeam } from '../../libs/persistence/agreements/store-team.js';
import { appendWithin } from '../../libs/persistence/facts/append-facts.js';
import { bulkRingsUnheard } from '../../libs/persistence/facts/claim-due.js';
import { makeDue } from '../../libs/persistence/facts/due-leads.js';
import { inTransaction } from '../../libs/persistence/in-transaction.js';
import { LivesInPostgres } from '../../test/support/lives-in-postgres.js';
import { testDatabase } from '../../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../../test/support/trade.js';
import { relayLeads } from './relay-leads.js';

let source: DataSource;
let lives: LivesInPostgres;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('bulk')).url).initialize();
  lives = new LivesInPostgres(source);
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, tradeAgreement);
});
afterAll(() => source.destroy());
beforeEach(() => source.query('delete from due_lead'));

const rung: string[] = [];
const ring = async (leadId: string): Promise<void> => void rung.push(leadId);

/** Rounds until one finds nothing: what was rung. */
async function relay(relays = 1): Promise<string[]> {
  rung.length = 0;
  const run = async (): Promise<void> => {
    while ((await relayLeads(source, { ring }, 100)).leads > 0);
  };
  await Promise.all(Array.from({ length: relays }, run));
  return [...rung];
}

async function importLeads(count: number): Promise<string[]> {
  const facts = Array.from({ length: count }, () => ({
    id: randomUUID(),
    kind: 'captured',
    lead: { externalId: randomUUID() },
    data: { profile: { country: 'ES' } },
  }));
  const { leads } = await inTransaction(source, (manager) => appendWithin(manager, facts, Date.now(), { bulk: true }));
  return leads.flatMap((lead) => lead?.leadId ?? []);
}

const waiting = async (leadIds: string[]): Promise<number> =>
  (await source.query<{ n: number }[]>('select count(*)::int as n from due_lead where bulk and lead_id = any($1)', [leadIds]))[0]!
    .n;

describe('leads that came in bulk', () => {
  it('are rung as fast as they are heard, and no faster', async () => {
    const leads = await importLeads(60);
    const first = await relay();
    expect(first).toHaveLength(bulkRingsUnheard);
    expect(await relay()).toEqual([]);
    for (const leadId of first.slice(0, 5)) await lives.wakes(leadId);
    const next = await relay();
    expect(next).toHaveLength(5);
    for (const leadId of [...first.slice(5), ...next]) await lives.wakes(leadId);
    const more = await relay();
    for (const leadId of more) await lives.wakes(leadId);
    const last = await relay();
    for (const leadId of last) await lives.wakes(leadId);
    await relay();
    expect(new Set([...first, ...next, ...more, ...last])).toEqual(new Set(leads));
    expect(await source.query('select 1 from ledger where owed_seq is not null')).toEqual([]);
  });

  it('take no more places with three relays than with one', async () => {
    await importLeads(100);
    expect(await relay(3)).toHaveLength(bulkRingsUnheard);
  });

  it('let a lead that acts alone go first, and leave the lane when they act themselves', async () => {
    const leads = await importLeads(60);
    await relay();
    const alone = await lives.tell(randomUUID(), 'form_submitted', { form: 'demo' });
    expect(await relay()).toEqual([alone]);
    const [acting] = await source.query<{ leadId: string; name: string }[]>(
      `select lead_id as "leadId", value as name from due_lead join lead_identity using (lead_id) where bulk and lead_id = any($1) limit 1`,
      [leads],
    );
    const fact = { id: randomUUID(), kind: 'form_submitted', lead: { externalId: acting!.name }, data: { form: 'demo' } };
    await inTransaction(source, (manager) => appendWithin(manager, [fact], Date.now()));
    expect(await relay()).toEqual([acting!.leadId]);
  });

  it('don’t wait for ever behind lives that are away: whoever has not heard some rings gives its place to another', async () => {
    const leads = await importLeads(40);
    const first = await relay();
    await source.query('update ledger set rings = 3, ring_at = now() where lead_id = any($1)', [first]);
    await makeDue(source.manager, first);
    const again = await relay();
    expect(again.filter((leadId) => first.includes(leadId))).toHaveLength(bulkRingsUnheard);
    expect(again.filter((leadId) => !first.includes(leadId))).toHaveLength(40 - bulkRingsUnheard);
    expect(await waiting(leads)).toBe(0);
  });

  it('stay behind what is urgent when they come again, unless they wait for an answer', async () => {
    const urgent = await lives.tell(randomUUID(), 'form_submitted', { form: 'demo' });
    await makeDue(source.manager, [urgent], { bulk: true });
    expect(await waiting([urgent])).toBe(0);
    await relay();
    await lives.wakes(urgent);
    await relay();
    await makeDue(source.manager, [urgent], { bulk: true });
    expect(await waiting([urgent])).toBe(1);
  });
});
