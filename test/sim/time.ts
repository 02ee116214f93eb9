export type { Instant } from '../../libs/domain/calendar/instant.js';
export type Millis = number;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const year = 365.25 * day;
/** A Monday, 2026-01-05T00:00Z. */
export const start = 1_767_571_200_000;
