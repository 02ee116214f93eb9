import type { Calendar } from './calendar.js';
import type { Instant } from './instant.js';
import { dayMs, openings } from './openings.js';

/** Whoever works on for so long has no shifts. */
const longestShiftMs = 8 * dayMs;

/** The beginning of the first shift after the one that runs at `at`, if one does. Null: there are no shifts, all time is open. */
export function shiftAfter(calendar: Calendar | null, at: Instant): Instant | null {
  if (calendar === null) return null;
  let end = at;
  for (const { from, until } of openings(calendar, at)) {
    if (from > end) return from;
    // Openings that touch are one shift: it goes on past midnight, or the clocks change in it.
    end = until;
    if (end - at > longestShiftMs) return null;
  }
  return null;
}
