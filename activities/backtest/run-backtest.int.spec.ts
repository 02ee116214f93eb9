import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Months } from '../../test/support/months.js';
import { seeded } from '../../test/support/seeded.js';
import { storeAgreement } from '../../test/support/store-agreement.js';
import { testDatabase } from '../../test/support/stack.js';
import { tradeAgreement, tradeTeam } from '../../test/support/trade.js';
import { expectVersion } from '../../libs/persistence/agreements/write-version.js';
import { editDraft, storeDraft } from '../../libs/persistence/agreements/draft.js';
import { storeTeam } from '../../libs/persistence/agreements/store-team.js';
import { storeBacktest } from '../../libs/persistence/backtests/backtests.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { lastBacktest, backtestPlot, type BacktestView } from '../../libs/persistence/readers/backtest.js';
import { runBacktest } from './run-backtest.js';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.now() - 28 * day;

async function database(name: string): Promise<DataSource> {
  const source = await createDataSource((await testDatabase(name)).url).initialize();
  await storeTeam(source, tradeTeam);
  await storeAgreement(source, tradeAgreement);
  return source;
}

/** Asks for a test of version 1, runs it, and gives what is on record of it. */
async function tested(source: DataSource, from: number, to: number): Promise<BacktestView> {
  const { hash } = await expectVersion(source.manager, 1);
  const backtestId = randomUUID();
  await storeBacktest(source, { backtestId, version: 1, hash, by: 'mona', from, to, floors: [30, 50] });
  await runBacktest(source, backtestId);
  const view = await lastBacktest(source.manager, 1);
  if (view === null) throw new Error('It is not on record');
  return view;
}

describe('a history that came before Baton lived it', () => {
  let source: DataSource;
  beforeAll(async () => {
    source = await database('backtest-told');
    for (let n = 0; n < 40; n += 1) await tell(n);
  });
  afterAll(() => source.destroy());

  /** Every other lead is a Spaniard, who is hot once a demo is asked for, an hour later. */
  async function tell(n: number): Promise<void> {
    const leadId = randomUUID();
    const at = start + n * 12 * hour;
    await source.query('insert into lead (lead_id) values ($1)', [leadId]);
    const facts = [
      ['captured', { profile: { country: n % 2 === 0 ? 'ES' : 'GB' } }, at],
      ['form_submitted', { form: 'demo' }, at + hour],
    ] as const;
    for (const [place, [kind, data, when]] of facts.entries())
      await source.query(
        `insert into fact (id, lead_id, seq, kind, occurred_at, received_at, data, body_hash) values ($1, $2, $3, $4, $5, $5, $6, '')`,
        [randomUUID(), leadId, place + 1, kind, new Date(when), JSON.stringify(data)],
      );
  }

  it('is lived again in the order of receipt, and what was found is stored with its plots', async () => {
    const view = await tested(source, start, start + 28 * day);
    expect(view).toMatchObject({ status: 'done', facts: 80, heard: 80, problem: null, parity: null });
    expect(view.report).toMatchObject({ facts: 80, leads: 40, precision: { known: { of: 0 }, worst: 0, best: 1 } });
    expect(view.report?.bands.map(({ band, handOffs }) => [band, handOffs])).toEqual([['hot', 20], ['cold', 0]]); // prettier-ignore
    expect(view.report?.curve.map(({ floor }) => floor)).toEqual([30, 50]);
    expect(view.report?.notTested.join(' ')).toContain('40 of 40 leads have no outcome');
    expect([...view.plots].sort()).toEqual(['hand-offs', 'rep-hours', 'threshold', 'win-rates']);
    const svg = await backtestPlot(source.manager, 1, 'win-rates');
    expect(svg).toMatch(
      /^<svg role="img" aria-labelledby="title desc" .*<title id="title">Win rate by band.*<desc id="desc">hot: unknown of 0 won/s,
    );
  });

  it('counts only what lies in the period', async () => {
    const { report } = await tested(source, start + 10 * day, start + 12 * day);
    expect(report).toMatchObject({ facts: 8, fromAt: start + 10 * day });
    expect(report?.bands[0]).toMatchObject({ band: 'hot', handOffs: 2 });
  });

  it('has nothing to say of a period in which nothing happened', async () => {
    const view = await tested(source, start - 9 * day, start - 8 * day);
    expect(view).toMatchObject({ status: 'refused', report: null, problem: { code: 'backtest.nothing' } });
  });

  it('is not tested by a draft that was edited meanwhile: the report would be of another document', async () => {
    const { version, hash } = await storeDraft(source, { document: { ...tradeAgreement, recycle: { atMost: 1 } }, by: 'mona' });
    const backtestId = randomUUID();
    const [from, to] = [start, start + 28 * day];
    await storeBacktest(source, { backtestId, version, hash, by: 'mona', from, to, floors: null });
    await editDraft(source, version, { document: { ...tradeAgreement, recycle: { atMost: 2 } }, by: 'mona' });
    await runBacktest(source, backtestId);
    expect(await lastBacktest(source.manager, version)).toMatchObject({
      status: 'refused',
      problem: { code: 'backtest.edited' },
    });
  });

  it('is not tested by a version that no longer compiles', async () => {
    await source.query(`update agreement set document = document - 'scoring'`);
    const again = await createDataSource((source.options as { url: string }).url).initialize();
    try {
      const view = await tested(again, start, start + 28 * day);
      expect(view).toMatchObject({ status: 'refused', problem: { code: 'backtest.terms' } });
    } finally {
      await again.destroy();
    }
  });
});

describe('months that Baton made itself', () => {
  let source: DataSource;
  const begin = Date.now();
  beforeAll(async () => {
    source = await database('backtest-made');
    for (let n = 0; n < 8; n += 1) await new Months(source, seeded(n + 1), begin + n * hour).live(begin + 40 * day, 25);
  }, 300_000);
  afterAll(() => source.destroy());

  it('are decided again as they were, before anything is compared', async () => {
    const view = await tested(source, begin - day, begin + 40 * day);
    expect(view.parity).toMatchObject({ version: 1, share: 1, differences: [] });
    expect(view.parity?.turns).toBeGreaterThan(50);
    expect(view).toMatchObject({ status: 'done', problem: null });
    expect(view.report?.facts).toBeGreaterThan(30);
  });

  it('that were tampered with are explained, and nothing is compared with them', async () => {
    await source.query(
      `update event set body = jsonb_set(body, '{band}', '"cold"') where (lead_id, turn, n) in
         (select lead_id, turn, n from event where kind = 'StandingChanged' and body->>'band' = 'hot' and abandoned_by is null limit 1)`,
    );
    const view = await tested(source, begin - day, begin + 40 * day);
    expect(view).toMatchObject({ status: 'refused', report: null, problem: { code: 'backtest.unlike_past' } });
    expect(view.problem?.message).toMatch(/decides 1 of its \d+ decisions of this period otherwise today\. lead [0-9a-f-]{36}: /);
  });
});
