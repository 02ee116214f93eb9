import type { Instant } from './instant.js';

/** Minutes of a local day, end exclusive: 09:00-17:00 is { from: 540, to: 1020 }. */
export interface Shift {
  from: number;
  to: number;
}

/**
 * A compiled calendar: plain data, so that business time is plain arithmetic and needs no time-zone database.
 * `week` runs from Monday (0) to Sunday (6). `holidays` are local days, counted since 1970-01-01, sorted.
 * `offsets` are the zone's changes of UTC offset, sorted by `fromAt`; the first covers everything before the second.
 */
export interface Calendar {
  id: string;
  zone: string;
  week: Shift[][];
  holidays: number[];
  offsets: { fromAt: Instant; offsetMs: number }[];
}
