import type { Instant } from '../../../libs/domain/calendar/instant.js';
import type { Window } from '../../../libs/persistence/readers/cohort-conversion.js';
import { ApiProblem } from '../problem.js';

const dayMs = 24 * 3_600_000;
const weekMs = 7 * dayMs;
/** 1970-01-05 was a Monday. */
const firstMondayMs = 4 * dayMs;
const weeksShown = 12;
const mostWeeks = 104;

/** What is asked, or the last 12 weeks, whole ones. Throws a 400 for a window that ends before it begins, or is too long. */
export function windowOf({ from, to }: { from?: Instant; to?: Instant }, now: Instant): Window {
  const end = to ?? Math.max(now, from ?? 0);
  const begin = from ?? mondayBefore(end - (weeksShown - 1) * weekMs);
  if (to !== undefined && end <= begin) throw misfit('to', 'This is not after `from`.', 'Send a `to` that is later than `from`.');
  if (end - begin > mostWeeks * weekMs)
    throw misfit('from', `This is more than ${mostWeeks} weeks before the end.`, 'Send a later `from`, or an earlier `to`.');
  return { from: begin, to: end };
}

const mondayBefore = (at: Instant): Instant => Math.floor((at - firstMondayMs) / weekMs) * weekMs + firstMondayMs;

function misfit(path: string, message: string, cure: string): ApiProblem {
  return new ApiProblem('request.malformed', `The query does not fit: ${path}.`, { problems: [{ path, message, cure }] });
}
