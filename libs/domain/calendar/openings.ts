import type { Calendar, Opening, Shift } from './calendar.js';
import { inTurn, withoutOverlap } from './in-turn.js';
import type { Instant } from './instant.js';

export const dayMs = 86_400_000;
const minuteMs = 60_000;

/** The openings that end after `at`, in order, without end. Of united calendars none begins before the one before it has ended. */
export function openings(calendar: Calendar, at: Instant): Generator<Opening, never> {
  return calendar.united === undefined ? openingsOf(calendar, at) : inTurn(calendar.united.map((one) => openingsOf(one, at)));
}

function* openingsOf(calendar: Calendar, at: Instant): Generator<Opening, never> {
  if (calendar.week.every((shifts) => shifts.length === 0)) throw new Error(neverOpens(calendar));
  for (const period of periodsFrom(calendar, at)) {
    // The day before belongs too: its night shift may still run.
    let day = Math.floor((Math.max(at, period.from) + period.offsetMs) / dayMs) - 1;
    for (; day * dayMs - period.offsetMs < period.until; day++) {
      yield* openingsIn(period, day, calendar).filter(({ until }) => until > at);
    }
  }
  throw new Error(neverOpens(calendar));
}

const neverOpens = ({ id }: Calendar): string =>
  `Calendar ${id} never opens. Give its week a shift; compileCalendar refuses one without.`;

/** The opening that holds `at`, or the next one. */
export const openingFrom = (calendar: Calendar, at: Instant): Opening => openings(calendar, at).next().value;

/** The openings of the shifts that begin on one local day. */
export function openingsOfDay(calendar: Calendar, day: number): Opening[] {
  if (calendar.united !== undefined) return withoutOverlap(calendar.united.flatMap((one) => openingsOfDay(one, day)));
  const openings: Opening[] = [];
  // No offset is further than a day from UTC, and no shift ends later than two days after its day began.
  for (const period of periodsFrom(calendar, (day - 1) * dayMs)) {
    if (period.from > (day + 3) * dayMs) break;
    openings.push(...openingsIn(period, day, calendar));
  }
  return openings;
}

/** The instant at which the local clock reads `localMs` (since 1970-01-01 local): the first of two, and the leap if it skips it. */
export function instantOfLocal(calendar: Pick<Calendar, 'offsets'>, localMs: number): Instant {
  for (const { from, until, offsetMs } of periodsFrom(calendar, localMs - dayMs)) {
    if (localMs - offsetMs < until) return Math.max(from, localMs - offsetMs);
  }
  return localMs;
}

interface Period {
  from: Instant;
  until: Instant;
  offsetMs: number;
}

/** Stretches of one UTC offset, from the one that holds `at` on; the last never ends. */
function* periodsFrom({ offsets }: Pick<Calendar, 'offsets'>, at: Instant): Generator<Period> {
  const first = Math.max(
    offsets.findLastIndex(({ fromAt }) => fromAt <= at),
    0,
  );
  for (let i = first; i < offsets.length; i++) {
    const from = i === 0 ? -Infinity : (offsets[i]?.fromAt ?? 0);
    yield { from, until: offsets[i + 1]?.fromAt ?? Infinity, offsetMs: offsets[i]?.offsetMs ?? 0 };
  }
}

function openingsIn(period: Period, day: number, calendar: Calendar): Opening[] {
  const midnight = day * dayMs - period.offsetMs;
  return shiftsOf(calendar, day)
    .map((shift) => ({
      from: Math.max(period.from, midnight + shift.from * minuteMs),
      until: Math.min(period.until, midnight + shift.to * minuteMs),
      day,
      offsetMs: period.offsetMs,
      zone: calendar,
    }))
    .flatMap((opening) => withoutAbsences(opening, calendar))
    .filter(({ from, until }) => from < until);
}

function withoutAbsences(opening: Opening, { away = [] }: Calendar): Opening[] {
  return away.reduce((left, { fromAt, untilAt }) => left.flatMap((part) => without(part, fromAt, untilAt)), [opening]);
}

const without = (part: Opening, fromAt: Instant, untilAt: Instant): Opening[] =>
  fromAt >= part.until || untilAt <= part.from
    ? [part]
    : [
        { ...part, until: Math.min(part.until, fromAt) },
        { ...part, from: Math.max(part.from, untilAt) },
      ];

/** The shifts that begin on a local day. A holiday has none. */
function shiftsOf(calendar: Calendar, day: number): Shift[] {
  if (calendar.holidays.includes(day)) return [];
  // 1970-01-01 was a Thursday.
  return calendar.week[(((day + 3) % 7) + 7) % 7] ?? [];
}
