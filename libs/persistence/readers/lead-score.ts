import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { assess } from '../../domain/scoring/assess.js';
import type { Assessment } from '../../domain/scoring/assessment.js';
import { changesAt } from '../../domain/scoring/changes-at.js';
import { evidenceNow } from './evidence-now.js';
import { evidenceThen } from './evidence-then.js';

/** An assessment with its reasons, which are the same sum; `changesAt` is when the standing changes by itself. */
export interface LeadScore {
  leadId: string;
  agreementVersion: number;
  assessment: Assessment;
  changesAt: Instant | null;
}

/**
 * A lead's score at an instant: of the past, by what Baton knew then; of now or later, by what it knows now.
 * Null when nothing was known, or no agreement was in force.
 */
export async function leadScore(manager: EntityManager, leadId: string, at: Instant, now: Instant): Promise<LeadScore | null> {
  const known = at < now ? await evidenceThen(manager, leadId, at) : await evidenceNow(manager, leadId);
  if (!known) return null;
  const { evidence, terms, agreementVersion } = known;
  return { leadId, agreementVersion, assessment: assess(evidence, terms, at), changesAt: changesAt(evidence, terms, at) };
}
