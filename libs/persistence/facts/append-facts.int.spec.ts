import type { DataSource } from 'typeorm';
import { eventually } from '../../../test/support/eventually.js';
import { testDatabase } from '../../../test/support/stack.js';
import { createDataSource } from '../data-source.js';
import { appendFacts, appendWithin } from './append-facts.js';
import type { IncomingFact } from './incoming-fact.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('append')).url).initialize();
});
afterAll(() => source.destroy());

const now = Date.UTC(2026, 10, 23, 9);
let ids = 0;
const fact = (lead: IncomingFact['lead'], over: Partial<IncomingFact> = {}): IncomingFact => ({
  id: `fact-${(ids += 1)}`,
  kind: 'page_viewed',
  occurredAt: now,
  lead,
  data: { path: '/pricing' },
  ...over,
});
const append = (...facts: IncomingFact[]) => appendFacts(source, facts, now);

async function leadOf(email: string): Promise<string> {
  const [row] = await source.query<{ lead_id: string }[]>(`select lead_id from lead_identity where value = $1`, [email]);
  return row!.lead_id;
}
async function stored(leadId: string): Promise<{ id: string; seq: number }[]> {
  return source.query('select id, seq from fact where lead_id = $1 order by seq', [leadId]);
}

/** Connections that wait for another's lock. */
async function waiting(): Promise<number> {
  const [row] = await source.query<{ n: number }[]>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.n ?? 0;
}

describe('facts that come in', () => {
  it('are stored as they were told, whatever characters they hold', async () => {
    const odd = 'tab\there\nline\r"quote" \\back \\N \\. \u2028 名前';
    const told = fact(
      { email: 'odd@buyer.example' },
      { id: `odd ${odd}`, kind: `kind ${odd}`, data: { [odd]: [odd, null, ''] }, by: odd },
    );
    expect(await append(told)).toMatchObject({ accepted: 1, refused: [] });
    const rows = await source.query('select id, kind, data, by from fact where id = $1', [told.id]);
    expect(rows).toEqual([{ id: told.id, kind: told.kind, data: told.data, by: odd }]);
    expect(await append(told)).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it('open a lead for an identity nobody knows, and take its next numbers', async () => {
    const batch = [fact({ anonymousId: 'v1' }), fact({ anonymousId: 'v1' }), fact({ anonymousId: 'v2' })];
    const { accepted, leads } = await append(...batch);
    expect(accepted).toBe(3);
    expect(leads.map((lead) => lead?.created)).toEqual([true, false, true]);
    expect(await stored(leads[0]!.leadId)).toEqual([
      { id: batch[0]!.id, seq: 1 },
      { id: batch[1]!.id, seq: 2 },
    ]);
  });

  it('make their leads due', async () => {
    const { leads } = await append(fact({ email: 'due@x.example' }));
    const due = await source.query('select due_at <= now() as now from due_lead where lead_id = $1', [leads[0]!.leadId]);
    expect(due).toEqual([{ now: true }]);
  });

  it('are stored once, in one batch or in two', async () => {
    const twice = fact({ email: 'twice@x.example' });
    expect(await append(twice, { ...twice })).toMatchObject({ accepted: 1, duplicates: 1, refused: [] });
    expect(await append(twice)).toMatchObject({ accepted: 0, duplicates: 1, refused: [] });
    expect(await stored(await leadOf('twice@x.example'))).toHaveLength(1);
  });

  it('are refused under an id that stands for another body; the rest is kept, and no lead is opened for them', async () => {
    const first = fact({ email: 'first@x.example' });
    await append(first);
    const other = { ...first, lead: { email: 'nobody@x.example' } };
    const { accepted, refused } = await append(other, fact({ email: 'first@x.example' }));
    expect(accepted).toBe(1);
    expect(refused).toMatchObject([{ index: 0, problem: { code: 'fact.id_reused', path: 'id' } }]);
    expect(await source.query(`select 1 from lead_identity where value = 'nobody@x.example'`)).toEqual([]);
  });

  it('name their place and cure when they can not be stored', async () => {
    const { refused } = await append(
      fact({ email: 'late@x.example' }, { occurredAt: now + 6 * 60_000 }),
      fact({ leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e' }),
      fact({ phone: '12' }),
    );
    expect(refused.map(({ index, problem }) => [index, problem.code, problem.path])).toEqual([
      [0, 'fact.malformed', 'occurredAt'],
      [1, 'lead.unknown', 'lead.leadId'],
      [2, 'fact.malformed', 'lead.phone'],
    ]);
    expect(refused.every(({ problem }) => problem.cure.length > 0)).toBe(true);
  });

  it('tell who the lead is: the newest word on a field, the latest on consent', async () => {
    const lead = { email: 'who@x.example' };
    await append(
      fact(lead, { kind: 'profile_updated', data: { country: 'ES', company: { name: 'Acme', employees: 5 } } }),
      fact(lead, { kind: 'profile_updated', data: { company: { employees: 50 }, country: null } }),
      fact(lead, { kind: 'consent', data: { channel: 'email', given: false }, occurredAt: now }),
      fact(lead, { kind: 'consent', data: { channel: 'email', given: true }, occurredAt: now - 1000 }),
    );
    const rows = await source.query('select profile, consent from lead where lead_id = $1', [await leadOf('who@x.example')]);
    expect(rows).toEqual([
      {
        profile: { email: 'who@x.example', company: { name: 'Acme', employees: 50 } },
        consent: { email: { given: false, at: now } },
      },
    ]);
  });

  it('add to who a known lead is, and leave that alone when they say nothing of it', async () => {
    const lead = { email: 'known@x.example' };
    await append(fact(lead, { kind: 'profile_updated', data: { country: 'ES', city: 'Bilbao' } }));
    await append(fact(lead));
    await append(fact(lead, { kind: 'profile_updated', data: { city: 'Vigo' } }), fact(lead));
    await append(fact({ ...lead, phone: '+34612345678' }));
    const rows = await source.query('select profile from lead where lead_id = $1', [await leadOf('known@x.example')]);
    expect(rows).toEqual([{ profile: { ...lead, country: 'ES', city: 'Vigo', phone: '+34612345678' } }]);
  });
});

describe('writers at once', () => {
  it('number one lead’s facts without gaps, and open it once', async () => {
    const lead = { email: 'busy@x.example' };
    const batches = Array.from({ length: 12 }, () => [fact(lead), fact(lead), fact({ anonymousId: 'busy-too' })]);
    await Promise.all(batches.map((batch) => append(...batch)));
    const seqs = (await stored(await leadOf('busy@x.example'))).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
  });

  it('store the same fact once', async () => {
    const same = fact({ email: 'same@x.example' });
    const results = await Promise.all(Array.from({ length: 8 }, () => append({ ...same })));
    expect(results.map(({ accepted }) => accepted).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(results.every(({ refused }) => refused.length === 0)).toBe(true);
  });

  it('see what another stored for a lead whose lock they waited for, and need not begin anew', async () => {
    await append(fact({ email: 'waited@x.example' }));
    const same = fact({ email: 'waited@x.example' });
    const first = source.createQueryRunner();
    await first.startTransaction();
    await appendWithin(first.manager, [same], now);
    const begun = jest.spyOn(source, 'transaction');
    const second = append({ ...same });
    await eventually(async () => expect(await waiting()).toBe(1));
    await first.commitTransaction();
    await first.release();
    expect(await second).toMatchObject({ accepted: 0, duplicates: 1, refused: [] });
    expect(begun).toHaveBeenCalledTimes(1);
    begun.mockRestore();
  });

  it('get through with the same leads in opposite order', async () => {
    const leads = Array.from({ length: 10 }, (_, n) => ({ externalId: `crossed-${n}` }));
    const there = leads.map((lead) => fact(lead));
    const back = [...leads].reverse().map((lead) => fact(lead));
    const results = await Promise.all([append(...there), append(...back), append(...leads.map((lead) => fact(lead)))]);
    expect(results.map(({ accepted }) => accepted)).toEqual([10, 10, 10]);
  });
});
