import type { Rung } from '../terms.js';

/** After how long at the latest no rep has the lead any more, if none accepts; null: some rung waits without end. */
export function longestClimbMs(ladder: Rung[]): number | null {
  let sum = 0;
  for (const rung of ladder) {
    if (rung.to === 'queue') continue;
    if (rung.to === 'hold' || rung.waitMs === null) return null;
    sum += rung.waitMs;
  }
  return sum === 0 ? null : sum;
}
