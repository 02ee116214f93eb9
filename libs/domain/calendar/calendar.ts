import type { Instant } from './instant.js';

/**
 * Minutes of a local day, end exclusive: 09:00-17:00 is { from: 540, to: 1020 }. A shift that crosses midnight ends above 1440
 * (22:00-06:00 is { from: 1320, to: 1800 }) and belongs, holidays included, to the day on which it begins.
 */
export interface Shift {
  from: number;
  to: number;
}

/**
 * A compiled calendar: plain data, so that business time is plain arithmetic and needs no time-zone database.
 * `week` runs from Monday (0) to Sunday (6); shifts are sorted and never overlap, and some shift there is.
 * `holidays` are local days, counted since 1970-01-01, sorted.
 * `offsets` are the zone's changes of UTC offset from 1999 to 2045, sorted by `fromAt`; the first covers everything before the second,
 * the last everything after.
 */
export interface Calendar {
  id: string;
  zone: string;
  week: Shift[][];
  holidays: number[];
  offsets: { fromAt: Instant; offsetMs: number }[];
  /** Absences of the one person whose calendar this is, cut out of its openings; a team's calendar has none. Sorted, never touching. */
  away?: Away[];
  /**
   * It is open whenever one of these is; then nothing else of it counts. A working day is a local day, each by its own zone, on which a shift of
   * any of them begins.
   */
  united?: Calendar[];
}

/** A stretch of absence: from an instant on, until another, which no longer belongs to it. */
export interface Away {
  fromAt: Instant;
  untilAt: Instant;
}

/**
 * A stretch of real time in which a shift runs under one UTC offset. A calendar is open at an instant if the local clock reads a time
 * inside a shift then: an hour that the clock skips is never open, and one that it repeats is open twice.
 */
export interface Opening {
  from: Instant;
  until: Instant;
  /** Local day on which the shift begins, counted since 1970-01-01. */
  day: number;
  offsetMs: number;
  /** By whose clock the day is counted. */
  zone: Pick<Calendar, 'offsets'>;
}
