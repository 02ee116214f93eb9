import type { Calendar, Opening } from './calendar.js';
import type { Instant } from './instant.js';
import { dayMs, instantOfLocal, openingsOfDay } from './openings.js';

/** The open time of the shifts that begin on a local day, in real milliseconds. */
export const openMsOf = (calendar: Calendar, day: number): number =>
  openingsOfDay(calendar, day).reduce((sum, { from, until }) => sum + until - from, 0);

/** The n-th working day after a local day. A working day is one on which a shift with any time in it begins. */
export function workingDayAfter(calendar: Calendar, day: number, n: number): number {
  let found = day;
  for (let left = n; left > 0;) {
    found++;
    if (openingsOfDay(calendar, found).length > 0) left--;
  }
  return found;
}

/**
 * The local time that the clock reads at `at`, within `opening`, on another working day, moved into that day's openings: to the first if
 * it is before it, to the next if it falls into a break, to the last closing if it is after it.
 */
export function sameTimeOn(calendar: Calendar, target: number, at: Instant, { day, offsetMs, zone }: Opening): Instant {
  const localMs = at + offsetMs + (target - day) * dayMs;
  const time = instantOfLocal(zone, localMs);
  const openings = openingsOfDay(calendar, target);
  const opening = openings.find(({ until }) => time <= until) ?? openings.at(-1);
  return opening ? Math.min(Math.max(time, opening.from), opening.until) : time;
}
