import type { EntityManager } from 'typeorm';
import { noHandOffs, noOutcomes, type VersionCounts } from '../../../libs/domain/scorecard/counts.js';
import type { MeasuredPeriod } from '../../../libs/domain/scorecard/periods-of.js';
import { clockCounts } from '../../../libs/persistence/readers/clock-counts.js';
import { handOffCounts } from '../../../libs/persistence/readers/hand-off-counts.js';
import { outcomeCounts } from '../../../libs/persistence/readers/outcome-counts.js';

/** One period and what was counted of it, by version; empty: nothing happened. */
export interface CountedPeriod extends MeasuredPeriod {
  versions: VersionCounts[];
}

/** Counts all that the scorecard tells, period by period: three reads, however many there are. */
export async function countPeriods(manager: EntityManager, periods: MeasuredPeriod[]): Promise<CountedPeriod[]> {
  const handOffs = await handOffCounts(manager, periods);
  const clocks = await clockCounts(manager, periods);
  const outcomes = await outcomeCounts(manager, periods);
  return periods.map((measured, period) => {
    const inPeriod = <T extends { period: number; agreementVersion: number }>(rows: T[]): T[] =>
      rows.filter((row) => row.period === period);
    const seen = [...inPeriod(handOffs), ...inPeriod(clocks), ...inPeriod(outcomes)].map((row) => row.agreementVersion);
    const versions = [...new Set(seen)].sort((one, other) => one - other);
    return {
      ...measured,
      versions: versions.map((agreementVersion) => {
        const of = <T extends { period: number; agreementVersion: number }>(rows: T[]): T[] =>
          inPeriod(rows).filter((row) => row.agreementVersion === agreementVersion);
        return {
          agreementVersion,
          handOffs: of(handOffs)[0]?.counts ?? noHandOffs,
          clocks: of(clocks).map(({ period: _period, agreementVersion: _version, ...counts }) => counts),
          outcomes: of(outcomes).map(({ accepted, inTime, late, open }) => ({ accepted, inTime, late, open }))[0] ?? noOutcomes,
        };
      }),
    };
  });
}
