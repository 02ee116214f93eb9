import type { Relayed } from './relay-leads.js';

/** How fast a relay goes: full batches while all is well, one lead at a time while Temporal or Postgres struggles. */
export interface Pace {
  /** Leads to look at in the next round. */
  batch(): number;
  /** Takes note of a round (null: it failed) and answers how long to pause before the next, in ms. */
  after(round: Relayed | null): number;
}

const fullBatch = 100;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * After trouble it probes with a single lead, at longer and longer intervals; when that goes well, batches double up to the full one, so that
 * a server which has just come back is not run over. Intervals differ by chance, so that relays don't probe in step.
 */
export function createPace(random: () => number = Math.random): Pace {
  let batch = fullBatch;
  let troubles = 0;
  let untaken = false;
  return {
    batch: () => batch,
    after(round) {
      if (round === null || round.unrung > 0) {
        untaken = round !== null;
        batch = 1;
        troubles += 1;
        return Math.min(firstPauseMs * 2 ** (troubles - 1), longestPauseMs) * (0.75 + random() / 2);
      }
      // A round without rings says nothing about a Temporal that took none before.
      if (round.rung > 0) untaken = false;
      if (untaken) return 0;
      troubles = 0;
      batch = Math.min(batch * 2, fullBatch);
      return 0;
    },
  };
}
