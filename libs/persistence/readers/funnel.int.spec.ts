import type { DataSource } from 'typeorm';
import { capturedLead, hotLead, type Branch } from '../../../test/support/branch.js';
import { tradeDatabase } from '../../../test/support/trade-database.js';
import { cohortConversion } from './cohort-conversion.js';
import { stageCounts } from './stage-counts.js';
import { timeInStage } from './time-in-stage.js';
import { vitalSigns, type VitalSign } from './vital-signs.js';

const hourMs = 3_600_000;
const ever = { from: 0, to: Date.parse('2100-01-01') };
let source: DataSource;
let won: Branch;
beforeAll(async () => {
  source = await tradeDatabase('funnel');
  won = await hotLead(source);
  const undone = won.fork();
  await won.ask({ kind: 'accept' });
  await won.ask({ kind: 'outcome', reason: 'never' });
  // A reset: the acceptance and the disqualification never were.
  undone.last = won.last;
  await undone.ask({ kind: 'reject', reason: 'outside-profile' });
  won = undone;
  await (await capturedLead(source)).open();
  await capturedLead(source);
});
afterAll(() => source.destroy());

/** Moves an event of a life in time. */
const at = (stage: string, instant: string): Promise<unknown> =>
  source.query(`update event set at = $3 where lead_id = $1 and stage = $2`, [won.leadId, stage, instant]);

describe('the funnel', () => {
  it('counts where leads stand now, the captured one without a life among the inquiries', async () => {
    const counts = await stageCounts(source.manager);
    expect(Object.fromEntries(counts.map(({ stage, leads }) => [stage, leads]))).toEqual({ inquiry: 1, nurturing: 2 });
  });

  it('counts who ever entered a stage, by week of entry; what a reset undid never counts', async () => {
    await at('inquiry', '2026-03-04T10:00:00Z');
    const cohorts = await cohortConversion(source.manager, ever);
    expect(cohorts[0]).toEqual({ weekOf: '2026-03-02', leads: 1, reached: { inquiry: 1, marketing_qualified: 1, nurturing: 1 } });
    expect(cohorts.slice(1)).toMatchObject([{ leads: 1, reached: { inquiry: 1, nurturing: 1 } }]);
    const stored = await source.query<unknown[]>(`select 1 from event where stage in ('sales_accepted', 'disqualified')`);
    expect(stored).toHaveLength(2);
  });

  it('takes Monday 00:00 UTC for the beginning of a week, and a window without its end', async () => {
    const monday = Date.parse('2026-03-02T00:00:00Z');
    await at('inquiry', '2026-03-01T23:59:59.999Z');
    expect((await cohortConversion(source.manager, ever))[0]?.weekOf).toBe('2026-02-23');
    await at('inquiry', '2026-03-02T00:00:00Z');
    expect((await cohortConversion(source.manager, { from: monday, to: monday + 1 }))[0]?.weekOf).toBe('2026-03-02');
    expect(await cohortConversion(source.manager, { from: monday - 1000, to: monday })).toEqual([]);
  });

  it('measures stays from the event that enters to the next, and says how many go on', async () => {
    await at('inquiry', '2026-03-02T00:00:00Z');
    await at('marketing_qualified', '2026-03-02T01:00:00Z');
    await at('nurturing', '2026-03-02T04:00:00Z');
    const march = { from: Date.parse('2026-03-01'), to: Date.parse('2026-03-08') };
    const times = await timeInStage(source.manager, march);
    expect(times.sort((a, b) => a.stage.localeCompare(b.stage))).toEqual([
      { stage: 'inquiry', ended: 1, goingOn: 0, medianMs: hourMs, p90Ms: hourMs },
      { stage: 'marketing_qualified', ended: 1, goingOn: 0, medianMs: 3 * hourMs, p90Ms: 3 * hourMs },
      { stage: 'nurturing', ended: 0, goingOn: 1, medianMs: null, p90Ms: null },
    ]);
  });
});

describe('what ops watch', () => {
  const sign = async (wanted: VitalSign['sign']): Promise<[string | null, number][]> =>
    (await vitalSigns(source.manager)).filter((one) => one.sign === wanted).map(({ name, value }) => [name, value]);

  it('is counted without what a reset undid', async () => {
    expect((await sign('stage')).sort()).toEqual([
      ['inquiry', 1],
      ['nurturing', 2],
    ]);
    expect((await sign('due')).sort()).toEqual([
      ['bulk', 0],
      ['urgent', 3],
    ]);
    expect(new Map(await sign('oldestDueSeconds')).get('urgent')).toBeGreaterThan(0);
    expect(await sign('unheardRings')).toEqual([[null, 0]]);
  });

  it('counts effects by status and kind, those of an abandoned branch not', async () => {
    const mails = async (): Promise<number> =>
      (await vitalSigns(source.manager))
        .filter(({ sign, name, kind }) => sign === 'effects' && name === 'planned' && kind === 'tellRep')
        .reduce((sum, { value }) => sum + value, 0);
    const before = await mails();
    expect(before).toBeGreaterThan(0);
    await source.query(`update effect set abandoned_by = 7 where lead_id = $1 and kind = 'tellRep'`, [won.leadId]);
    expect(await mails()).toBe(before - 1);
  });

  it('tells breaches by clause: all, and those not met yet; withdrawn and abandoned ones never', async () => {
    const clock = (id: string, more: string): Promise<unknown> =>
      source.query(
        `insert into clock (lead_id, clock_id, turn, clock, clause, hand_off, by, started_at, due_at, breached_at, ended_at, withdrawn_at, abandoned_by, agreement_version)
         values ($1, $2, 1, 'accept', 'the.clause', 1, 'sales', now(), now(), now(), ${more}, 1)`,
        [won.leadId, id],
      );
    await clock('open', 'null, null, null');
    await clock('met', 'now(), null, null');
    await clock('withdrawn', 'now(), now(), null');
    await clock('undone', 'null, null, 7');
    expect(await sign('breached')).toEqual([['the.clause', 2]]);
    expect(await sign('overdue')).toEqual([['the.clause', 1]]);
  });
});
