import type { PromiseRule } from '../agreement/promises.js';
import type { VersionCounts } from './counts.js';

/** How many of what a promise counts were as promised, how many were not, and how many may still be either. */
export interface Tally {
  good: number;
  bad: number;
  open: number;
}

/** What counts for a promise in one period, under the version that makes it. */
export function tallyFor(
  { measure, by, clock }: PromiseRule,
  { handOffs, clocks, outcomes }: Omit<VersionCounts, 'agreementVersion'>,
): Tally {
  if (measure === 'volume') return { good: handOffs.handedOver, bad: 0, open: 0 };
  if (measure === 'acceptance') return { good: handOffs.accepted, bad: handOffs.rejected, open: handOffs.undecided };
  if (measure === 'completeness') return { good: handOffs.complete, bad: handOffs.incomplete, open: 0 };
  if (measure === 'outcomes') return { good: outcomes.inTime, bad: outcomes.late, open: outcomes.open };
  const own = clocks.filter((one) => one.by === by && (clock === null || one.clock === clock));
  return {
    good: own.reduce((sum, { kept }) => sum + kept, 0),
    bad: own.reduce((sum, { broken }) => sum + broken, 0),
    open: own.reduce((sum, { running }) => sum + running, 0),
  };
}

/** The share that was as promised, of what is decided; null: nothing is. */
export const shareOf = ({ good, bad }: Tally): number | null => (good + bad === 0 ? null : good / (good + bad));
