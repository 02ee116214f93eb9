import type { PromiseRule } from '../agreement/promises.js';
import type { Instant } from '../calendar/instant.js';
import { judge, type Judged } from '../scorecard/judge.js';
import type { Tally as Counted } from '../scorecard/tally.js';
import type { Setup } from './house.js';
import { newWeek, weekOf, type Tally, type WeekTally } from './tally.js';

/** One promise over the periods of the back-test. */
export interface PromiseLine {
  clause: string;
  by: string;
  measure: string;
  clock: string | null;
  kept: number;
  broken: number;
  undecided: number;
  /** Oldest first. `fromAt`: where the period begins; a month is that of its weeks' Mondays. */
  periods: ({ fromAt: Instant } & Judged)[];
}

const weekMs = 7 * 86_400_000;

/** Promises that a back-test can measure: numbers handed over, acceptance, clocks kept. By the scorecard's own judgement. */
export function promisesKept(setup: Setup, tally: Tally): PromiseLine[] {
  return setup.terms.promises.filter(isMeasured).map((promise) => {
    const periods = periodsOf(promise, setup, tally);
    const count = (verdict: Judged['verdict']): number => periods.filter((period) => period.verdict === verdict).length;
    const { clause, by, measure, clock } = promise;
    return { clause, by, measure, clock, kept: count('kept'), broken: count('broken'), undecided: count('undecided'), periods };
  });
}

export const isMeasured = ({ measure }: PromiseRule): boolean =>
  measure === 'volume' || measure === 'acceptance' || measure === 'kept';

// A week in which nothing happened is one, too: its floor is broken.
function periodsOf(promise: PromiseRule, { from, to }: Setup, { weeks }: Tally): PromiseLine['periods'] {
  const byPeriod = new Map<Instant, WeekTally[]>();
  for (let week = weekOf(from); week < to; week += weekMs) {
    const start = promise.per === 'week' ? week : monthOf(week);
    byPeriod.set(start, [...(byPeriod.get(start) ?? []), weeks.get(week) ?? newWeek()]);
  }
  return [...byPeriod].map(([start, counts]) => {
    const [first, next] = promise.per === 'week' ? [start, start + weekMs] : [mondayFrom(start), mondayFrom(monthOf(start, 1))];
    return { fromAt: start, ...judge(promise, counted(promise, counts), { over: true, whole: first >= from && next <= to }) };
  });
}

const monthOf = (at: Instant, later = 0): Instant =>
  Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth() + later, 1);
const mondayFrom = (at: Instant): Instant => weekOf(at + weekMs - 1);

function counted({ measure, by, clock }: PromiseRule, weeks: WeekTally[]): Counted {
  const sum = (of: (week: WeekTally) => number): number => weeks.reduce((total, week) => total + of(week), 0);
  if (measure === 'volume') return { good: sum(({ handOffs }) => handOffs), bad: 0, open: 0 };
  if (measure === 'acceptance')
    return {
      good: sum(({ accepted }) => accepted),
      bad: sum(({ rejected }) => rejected),
      open: sum(({ handOffs, accepted, rejected }) => handOffs - accepted - rejected),
    };
  const own = weeks.flatMap(({ clocks }) =>
    [...clocks.values()].filter((one) => one.by === by && (clock === null || one.clock === clock)),
  );
  return {
    good: own.reduce((total, { met }) => total + met, 0),
    bad: own.reduce((total, { breached }) => total + breached, 0),
    open: 0,
  };
}
