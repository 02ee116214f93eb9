import type { Calendar } from './calendar.js';
import type { Instant } from './instant.js';
import { openings } from './openings.js';

/** The open time from one instant until another, in real milliseconds; 0 if the second is not later. Without a calendar all time is open. */
export function openMs(calendar: Calendar | null, from: Instant, until: Instant): number {
  if (until <= from) return 0;
  if (calendar === null) return until - from;
  let sum = 0;
  for (const opening of openings(calendar, from)) {
    if (opening.from >= until) break;
    sum += Math.min(opening.until, until) - Math.max(opening.from, from);
  }
  return sum;
}
