import type { Calendar } from './calendar.js';
import type { Instant } from './instant.js';
import { openingFrom } from './openings.js';

/** Whether somebody works at that instant. Without a calendar it is always so. */
export const isOpen = (calendar: Calendar | null, at: Instant): boolean => nextOpening(calendar, at) === at;

/** The first instant, from `at` on, at which the calendar is open: `at` itself, if it is open then. */
export const nextOpening = (calendar: Calendar | null, at: Instant): Instant =>
  calendar === null ? at : Math.max(at, openingFrom(calendar, at).from);
