import type { Calendar } from './calendar.js';
import type { Instant } from './instant.js';

const firstAt = Date.UTC(1999, 0, 1);
const endAt = Date.UTC(2046, 0, 1);
/** Shorter than any pause of daylight saving on record, so that no pair of changes hides between two looks. */
const stepMs = 7 * 86_400_000;

// A zone costs thousands of calls of Intl, and a team's calendars share few zones.
const known = new Map<string, Calendar['offsets']>();

/** A zone's changes of UTC offset from 1999 to 2045, to the second; null if Intl knows no such zone. The only user of Intl in the core. */
export function zoneOffsets(zone: string): Calendar['offsets'] | null {
  const seen = known.get(zone);
  if (seen) return seen;
  const offsetAt = offsetReader(zone);
  if (!offsetAt) return null;
  const offsets = changesOf(offsetAt);
  known.set(zone, offsets);
  return offsets;
}

/** The names that `zoneOffsets` knows. */
export const knownZones = (): string[] => Intl.supportedValuesOf('timeZone');

function changesOf(offsetAt: (at: Instant) => number): Calendar['offsets'] {
  let current = { fromAt: firstAt, offsetMs: offsetAt(firstAt) };
  const offsets = [current];
  for (let at = firstAt; at < endAt; at += stepMs) {
    if (offsetAt(at + stepMs) === current.offsetMs) continue;
    const fromAt = changeWithin(at, at + stepMs, offsetAt);
    current = { fromAt, offsetMs: offsetAt(fromAt) };
    offsets.push(current);
  }
  return offsets;
}

/** The second at which the offset changes, by halving. */
function changeWithin(from: Instant, until: Instant, offsetAt: (at: Instant) => number): Instant {
  const before = offsetAt(from);
  let same = from;
  let changed = until;
  while (changed - same > 1000) {
    const middle = Math.floor((same + changed) / 2000) * 1000;
    if (offsetAt(middle) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

function offsetReader(zone: string): ((at: Instant) => number) | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', hour: 'numeric' });
    return (at) => offsetOf(format.format(at));
  } catch {
    return null;
  }
}

/** Reads the end of `1 AM GMT+05:30`. Bare `GMT` is no offset. */
function offsetOf(text: string): number {
  const [, sign, hours, minutes, seconds] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  const size = (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -size : size;
}
