import type { Calendar } from './calendar.js';
import type { Instant, Span } from './instant.js';
import { dayMs, openingFrom, openings } from './openings.js';
import { openMsOf, sameTimeOn, workingDayAfter } from './working-days.js';

/**
 * The instant a span ends that begins at `from`. Only open time counts, in real milliseconds: a shift from 00:00 to 08:00 over the night
 * in which the clocks go forward is seven hours long. Without a calendar all time is open. Outside opening hours the count begins at
 * the next opening, also for a span of nothing. `share` scales the span (1.5 = 150 %).
 *
 * N working days end at the same local time on the N-th working day after the one counted from, moved into that day's hours; a part of a
 * working day is that part of the open time of the day reached. A working day is a local day on which a shift begins, and a night
 * shift belongs to it whole. Without a calendar a working day is 24 hours.
 */
export function businessInstant(calendar: Calendar | null, from: Instant, span: Span, share = 1): Instant {
  if (calendar === null) return from + Math.round(('ms' in span ? span.ms : span.workingDays * dayMs) * share);
  if ('ms' in span) return afterOpenTime(calendar, from, Math.round(span.ms * share));
  return afterWorkingDays(calendar, from, span.workingDays * share);
}

/** The instant by which so much open time has passed since `from`; `from` itself for none. */
export function afterOpenMs(calendar: Calendar | null, from: Instant, ms: number): Instant {
  if (calendar === null || ms <= 0) return from + Math.max(0, ms);
  return afterOpenTime(calendar, from, ms);
}

function afterOpenTime(calendar: Calendar, from: Instant, ms: number): Instant {
  let left = ms;
  let end = from;
  for (const opening of openings(calendar, from)) {
    const start = Math.max(from, opening.from);
    end = start + left;
    if (end <= opening.until) break;
    left -= opening.until - start;
  }
  return end;
}

function afterWorkingDays(calendar: Calendar, from: Instant, days: number): Instant {
  const opening = openingFrom(calendar, from);
  const start = Math.max(from, opening.from);
  const whole = Math.floor(days);
  const dayAfter = (n: number): number => workingDayAfter(calendar, opening.day, n);
  const end = (n: number): Instant => (n === 0 ? start : sameTimeOn(calendar, dayAfter(n), start, opening));
  if (days === whole) return end(whole);
  const part = Math.round((days - whole) * openMsOf(calendar, dayAfter(whole)));
  // Never later than the next whole day: half a day could end after a whole one where a short day follows a long one.
  return Math.min(afterOpenTime(calendar, end(whole), part), end(whole + 1));
}
