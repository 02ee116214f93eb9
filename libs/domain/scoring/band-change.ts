import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { aboveFloor, bandOf, fitReaches } from './band-of.js';
import type { Evidence } from './evidence.js';
import { firstFlip } from './first-flip.js';
import { engagementAt, fitOf, lostDigits } from './points-at.js';
import { turningPoints } from './turning-points.js';

/**
 * The first instant in (from, until] at which the engagement score brings the lead into a band of another name, to the millisecond; null: none.
 * Between its turning points the score only rises or only falls, so that it crosses each floor once, but for its last digits: near a floor that it hardly
 * crosses, or only touches, these may cross to and fro, and every millisecond is looked at.
 */
export function bandChange(evidence: Evidence, terms: Terms, from: Instant, until: Instant): Instant | null {
  const { bands } = terms.scoring;
  const fit = fitOf(evidence, terms);
  const bandAt = (at: Instant) => bandOf(fit, engagementAt(evidence, terms, at), bands)?.band;
  const floors = bands.flatMap((band) => (fitReaches(fit, band.fitGte) ? (band.engagementGte ?? []) : []));
  const before = bandAt(from);
  let start = from;
  for (const end of turningPoints(evidence, terms, from, until)) {
    for (const instant of crossings(evidence, terms, floors, start, end)) if (bandAt(instant) !== before) return instant;
    start = end;
  }
  return null;
}

/** Every instant in (start, end] at which the score may have crossed a floor, in the order in which the floors are met. */
function* crossings(evidence: Evidence, terms: Terms, floors: number[], start: Instant, end: Instant): Generator<Instant> {
  const met = floors.flatMap((floor) => crossing(evidence, terms, floor, start, end) ?? []);
  for (const { from, toGo, slack } of met.sort((one, other) => one.from - other.from)) {
    const until = Math.min(end, from + mostLooks);
    let at = Math.max(from, start + 1);
    for (; at <= until && toGo(at) >= -slack; at += 1) yield at;
    if (at <= end) yield at;
    // Of a score that comes to rest at the floor to the last digit, more is not to be had.
    if (at > until) yield firstFlip(until, end, (later) => toGo(later) > 0) ?? end;
  }
}

/** Ten minutes. Half-lives of months turn at a floor within seconds. */
const mostLooks = 600_000;

interface Crossing {
  /** Before it the floor is surely not crossed. */
  from: Instant;
  /** How many points are left to go to it; below 0: it is crossed. */
  toGo: (at: Instant) => number;
  /** By so many that may be wrong. */
  slack: number;
}

function crossing(evidence: Evidence, terms: Terms, floor: number, start: Instant, end: Instant): Crossing | null {
  const above = (at: Instant): number => aboveFloor(engagementAt(evidence, terms, at), floor);
  const toGo = above(start) < 0 ? (at: Instant) => -above(at) : above;
  const firstNear = (from: Instant): Instant | null => {
    const slack = lostDigits(evidence, terms, from);
    return toGo(from) <= slack ? from : firstFlip(from, end, (at) => toGo(at) > slack);
  };
  const near = firstNear(start);
  if (near === null) return null;
  // There less of the score is left to fade, and fewer digits are lost: what is not crossed at once may be near for a shorter time.
  const from = toGo(near + 1) < -lostDigits(evidence, terms, near) ? near : (firstNear(near) ?? end);
  return { from, toGo, slack: lostDigits(evidence, terms, from) };
}
