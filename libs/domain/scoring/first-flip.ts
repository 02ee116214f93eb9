import type { Instant } from '../calendar/instant.js';

/** The first instant in (from, until] at which a test that flips at most once in that time has flipped, to the millisecond; null if it has not. */
export function firstFlip(from: Instant, until: Instant, test: (at: Instant) => boolean): Instant | null {
  const before = test(from);
  if (test(until) === before) return null;
  let same = from;
  let flipped = until;
  while (flipped - same > 1) {
    const middle = Math.floor((same + flipped) / 2);
    if (test(middle) === before) same = middle;
    else flipped = middle;
  }
  return flipped;
}
