import type { Instant } from '../calendar/instant.js';

/** The agreement's own clock: it is looked at again this long after it came into force; `remind`: this long before that. */
export interface ReviewDocument {
  every: string;
  remind?: string;
}

export interface ReviewTerms {
  clause: 'review';
  everyMs: number;
  /** Null: nobody is reminded. */
  remindMs: number | null;
}

/** When a version that has been in force since `inForceAt` is to be looked at again, and when its people are reminded of it; null: never. */
export function reviewOf(
  review: ReviewTerms | null,
  inForceAt: Instant,
): { reviewDueAt: Instant | null; remindAt: Instant | null } {
  if (review === null) return { reviewDueAt: null, remindAt: null };
  const reviewDueAt = inForceAt + review.everyMs;
  return { reviewDueAt, remindAt: review.remindMs === null ? null : reviewDueAt - review.remindMs };
}
