import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../libs/domain/calendar/instant.js';
import { firstKnownAt, leadThen, type LeadThen } from '../../../libs/persistence/readers/lead-then.js';
import { ApiProblem } from '../problem.js';

/** One lead as Baton knew it at an instant of the past. Refuses the future, and a time before the lead was known. */
export async function viewLeadThen(manager: EntityManager, leadId: string, at: Instant, now: Instant): Promise<LeadThen> {
  if (at > now)
    throw new ApiProblem('request.malformed', 'What will be, nobody knows yet.', {
      problems: [
        { path: 'at', message: 'This instant lies ahead.', cure: `Ask for one up to ${iso(now)}, or leave at out for now.` },
      ],
    });
  const knownAt = await firstKnownAt(manager, leadId);
  if (knownAt === null || at < knownAt) {
    const since = knownAt === null ? '' : ` It is known since ${iso(knownAt)}: ask for that instant, or a later one.`;
    throw new ApiProblem('lead.not_yet', `At ${iso(at)} Baton did not know lead ${leadId}.${since}`);
  }
  return leadThen(manager, leadId, at, knownAt);
}

const iso = (at: Instant): string => new Date(at).toISOString();
