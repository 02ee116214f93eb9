import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/stack.js';
import { createDataSource } from '../data-source.js';
import { gatherFacts, type Append } from './gather-facts.js';
import type { IncomingFact } from './incoming-fact.js';

let source: DataSource;
let append: Append;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('gather')).url).initialize();
  append = gatherFacts(source);
});
afterAll(() => source.destroy());

const now = Date.UTC(2026, 10, 23, 9);
let ids = 0;
const fact = (lead: IncomingFact['lead'], over: Partial<IncomingFact> = {}): IncomingFact => ({
  id: `gathered-${(ids += 1)}`,
  kind: 'page_viewed',
  occurredAt: now,
  lead,
  data: { path: '/pricing' },
  ...over,
});
const inTurn = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Transactions that stored facts so far: each has marked its rows with its own number. */
async function transactions(idPrefix: string): Promise<number> {
  const [row] = await source.query<{ n: number }[]>(`select count(distinct xmin::text)::int as n from fact where id like $1`, [
    `${idPrefix}%`,
  ]);
  return row?.n ?? 0;
}

describe('facts of many senders at once', () => {
  it('are stored in few transactions, each once, and each sender hears of its own', async () => {
    const sent = inTurn(100, (n) => fact({ email: `many-${n % 10}@x.example` }, { id: `many-${n}` }));
    const answers = await Promise.all(sent.map((one) => append([one], now)));
    expect(answers.every(({ accepted, leads }) => accepted === 1 && leads.length === 1)).toBe(true);
    const [held] = await source.query<{ n: number; numbers: number }[]>(
      `select count(*)::int as n, count(distinct (lead_id, seq))::int as numbers from fact where id like 'many-%'`,
    );
    expect(held).toEqual({ n: 100, numbers: 100 });
    expect(await transactions('many-')).toBeLessThan(10);
  });

  it('are told apart: what is refused, what is repeated, what is good', async () => {
    const first = fact({ email: 'first@x.example' });
    await append([first], now);
    const [again, other, nobody] = await Promise.all([
      append([{ ...first }], now),
      append([{ ...first, data: { path: '/other' } }], now),
      append([fact({ leadId: '00000000-0000-4000-8000-000000000000' }), fact({ email: 'good@x.example' })], now),
    ]);
    expect(again).toMatchObject({ accepted: 0, duplicates: 1, refused: [] });
    expect(other).toMatchObject({ accepted: 0, refused: [{ index: 0, problem: { code: 'fact.id_reused' } }] });
    expect(nobody).toMatchObject({ accepted: 1, refused: [{ index: 0, problem: { code: 'lead.unknown' } }] });
  });

  it('are taken to be new, until some are repeated', async () => {
    const fresh = gatherFacts(source);
    const begun = jest.spyOn(source, 'transaction');
    const transactionsFor = async (sent: IncomingFact[]): Promise<{ began: number; accepted: number; duplicates: number }> => {
      begun.mockClear();
      const { accepted, duplicates } = await fresh(sent, now);
      return { began: begun.mock.calls.length, accepted, duplicates };
    };
    const [one, other, third] = inTurn(3, (n) => fact({ email: `new-${n}@x.example` })) as [
      IncomingFact,
      IncomingFact,
      IncomingFact,
    ];
    expect(await transactionsFor([one])).toEqual({ began: 1, accepted: 1, duplicates: 0 });
    // Its key refuses the repeated one, and the batch is taken again.
    expect(await transactionsFor([one, other])).toEqual({ began: 2, accepted: 1, duplicates: 1 });
    // Whoever repeats is likely to repeat more: now it is asked before.
    expect(await transactionsFor([other, third])).toEqual({ began: 1, accepted: 1, duplicates: 1 });
    begun.mockRestore();
  });

  it('are refused together with what they repeat', async () => {
    const lost = fact({ leadId: '00000000-0000-4000-8000-000000000001' });
    const answers = await Promise.all([append([lost], now), append([{ ...lost }], now)]);
    for (const answer of answers)
      expect(answer).toMatchObject({ accepted: 0, duplicates: 0, refused: [{ problem: { code: 'lead.unknown' } }] });
  });

  it('suffer nothing from a fact that Postgres can not store', async () => {
    // Longer than an index entry may be, and with nothing to compress: only Postgres can tell. The door asks for 200 characters at most.
    const impossible = fact({ email: 'impossible@x.example' }, { id: randomBytes(6_000).toString('base64') });
    const good = inTurn(5, (n) => append([fact({ email: `beside-${n}@x.example` })], now));
    await expect(append([impossible], now)).rejects.toThrow();
    expect((await Promise.all(good)).map(({ accepted }) => accepted)).toEqual([1, 1, 1, 1, 1]);
  });

  it('suffer nothing from one that always comes too late', async () => {
    // It names a lead that another has taken over, though none has: whoever holds it must begin anew, for ever.
    const { leads } = await append([fact({ externalId: 'torn' })], now);
    await source.query('update lead set merged_into = lead_id where lead_id = $1', [leads[0]!.leadId]);
    const busy = inTurn(2, (n) => append([fact({ email: `before-torn-${n}@x.example` })], now));
    const late = append([fact({ externalId: 'torn' })], now);
    const good = inTurn(5, (n) => append([fact({ email: `with-torn-${n}@x.example` })], now));
    await expect(late).rejects.toThrow('another');
    expect((await Promise.all([...busy, ...good])).map(({ accepted }) => accepted)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('hear of the conflict between two leads only where it is their own', async () => {
    await append([fact({ email: 'left@x.example' }), fact({ externalId: 'right' })], now);
    const [torn, calm] = await Promise.all([
      append([fact({ externalId: 'right', email: 'left@x.example' })], now),
      append([fact({ email: 'calm@x.example' })], now),
    ]);
    expect(torn.conflicts).toHaveLength(1);
    expect(calm.conflicts).toEqual([]);
  });
});
