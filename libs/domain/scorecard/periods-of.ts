import type { Period } from '../agreement/promises.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Instant } from '../calendar/instant.js';
import { localDayOf, startOfDay } from '../calendar/local-day.js';
import { dayMs } from '../calendar/openings.js';

/** A whole week (from Monday) or month by a zone's clock. `day`: its first local day, `2026-11-16`. */
export interface MeasuredPeriod {
  day: string;
  fromAt: Instant;
  /** No longer part of it: the beginning of the next. */
  untilAt: Instant;
}

/** Every period that the time from `from` to `to` (but not with it) lies in, whole ones, oldest first. Periods touch. */
export function periodsOf(from: Instant, to: Instant, per: Period, zone: Pick<Calendar, 'offsets'>): MeasuredPeriod[] {
  const periods: MeasuredPeriod[] = [];
  let day = firstDay(localDayOf(zone, from), per);
  for (let fromAt = startOfDay(zone, day); fromAt < to;) {
    const next = dayAfter(day, per);
    const untilAt = startOfDay(zone, next);
    periods.push({ day: new Date(day * dayMs).toISOString().slice(0, 10), fromAt, untilAt });
    [day, fromAt] = [next, untilAt];
  }
  return periods;
}

/** Days count from 1970-01-01, a Thursday. */
function firstDay(day: number, per: Period): number {
  return per === 'week' ? day - ((day + 3) % 7) : day + 1 - new Date(day * dayMs).getUTCDate();
}

function dayAfter(day: number, per: Period): number {
  if (per === 'week') return day + 7;
  const first = new Date(day * dayMs);
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1) / dayMs;
}
