import type { EntityManager } from 'typeorm';
import type { Period, PromiseRule } from '../../../libs/domain/agreement/promises.js';
import type { Instant } from '../../../libs/domain/calendar/instant.js';
import { noHandOffs, noOutcomes } from '../../../libs/domain/scorecard/counts.js';
import { judge, type Judged } from '../../../libs/domain/scorecard/judge.js';
import { tallyFor, type Tally } from '../../../libs/domain/scorecard/tally.js';
import { loadTerms } from '../../../libs/persistence/agreements/load-terms.js';
import type { InForce } from '../../../libs/persistence/readers/versions-in-force.js';
import type { CountedPeriod } from './count-periods.js';

/** A promise of one version, and how it was kept in each period in which that version was in force or anything was counted under it. */
export interface JudgedPromise extends PromiseRule {
  agreementVersion: number;
  periods: (Tally & Judged & { fromAt: Instant; untilAt: Instant; over: boolean })[];
}

/** Judges every promise of these versions by its own periods. `counted`: what was counted of them, by week or month. */
export async function judgePromises(
  manager: EntityManager,
  versions: InForce[],
  counted: (per: Period) => Promise<CountedPeriod[]>,
  now: Instant,
): Promise<JudgedPromise[]> {
  const judged: JudgedPromise[] = [];
  for (const version of versions) {
    for (const promise of (await loadTerms(manager, version.agreementVersion)).promises) {
      const periods = (await counted(promise.per)).filter((period) => concerns(version, period));
      if (periods.length === 0) continue;
      const { agreementVersion } = version;
      judged.push({ ...promise, agreementVersion, periods: periods.map((period) => judgeIn(period, promise, version, now)) });
    }
  }
  return judged;
}

function concerns({ agreementVersion, fromAt, untilAt }: InForce, period: CountedPeriod): boolean {
  const wasInForce = fromAt < period.untilAt && (untilAt === null || untilAt > period.fromAt);
  return wasInForce || period.versions.some((one) => one.agreementVersion === agreementVersion);
}

function judgeIn(period: CountedPeriod, promise: PromiseRule, version: InForce, now: Instant): JudgedPromise['periods'][number] {
  const { fromAt, untilAt } = period;
  const nothing = { handOffs: noHandOffs, clocks: [], outcomes: noOutcomes };
  const counts = period.versions.find(({ agreementVersion }) => agreementVersion === version.agreementVersion) ?? nothing;
  const tally = tallyFor(promise, counts);
  const over = untilAt <= now;
  const whole = version.fromAt <= fromAt && (version.untilAt === null || version.untilAt >= untilAt);
  return { fromAt, untilAt, over, ...tally, ...judge(promise, tally, { over, whole }) };
}
