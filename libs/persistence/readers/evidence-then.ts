import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { Evidence } from '../../domain/scoring/evidence.js';
import { emptyLedger } from '../../domain/scoring/ledger.js';
import { profileOf } from '../../domain/scoring/profile-of.js';
import { record } from '../../domain/scoring/record.js';
import { agreementInForce } from '../agreements/in-force.js';
import { loadTeam, loadTerms } from '../agreements/load-terms.js';
import { factsBeyond } from '../facts/claim-leads.js';
import type { EvidenceAndTerms } from './evidence-now.js';
import { stateThen } from './state-then.js';

/** What Baton knew of a lead at an instant of the past: facts received by then, and the versions and baseline of its last turn by then. */
export async function evidenceThen(manager: EntityManager, leadId: string, at: Instant): Promise<EvidenceAndTerms | null> {
  return evidenceOfState(manager, leadId, at, await stateThen(manager, leadId, at));
}

/** The same for who knows where the lead stood then. `facts`: how many had been received. Null: none, or nothing was in force. */
export async function evidenceOfState(
  manager: EntityManager,
  leadId: string,
  at: Instant,
  state: LeadState | null,
): Promise<(EvidenceAndTerms & { facts: number }) | null> {
  const facts = (await factsBeyond(manager, [{ leadId, afterSeq: 0 }])).get(leadId) ?? [];
  const known = facts.filter((fact) => fact.receivedAt <= at);
  const versions = state ?? (await inForceThen(manager, at));
  if (known.length === 0 || versions === null) return null;
  const { agreementVersion, teamVersion } = versions;
  const terms = await loadTerms(manager, agreementVersion);
  const team = await loadTeam(manager, teamVersion);
  const ledger = known.reduce((sum, fact) => record(sum, fact, terms), emptyLedger());
  const evidence: Evidence = { ...profileOf(known), ledger, lists: team.lists, baseline: state?.baseline ?? null };
  return { evidence, terms, agreementVersion, facts: known.length };
}

/** A lead without a turn lives under nothing yet: what was in force then. */
async function inForceThen(
  manager: EntityManager,
  at: Instant,
): Promise<Pick<LeadState, 'agreementVersion' | 'teamVersion'> | null> {
  const [then] = await manager.query<[{ agreement: number | null; team: number | null }]>(
    `select ${agreementInForce('$1')} as agreement, (select max(version) from team where in_force_at <= $1) as team`,
    [new Date(at)],
  );
  return then.agreement === null || then.team === null ? null : { agreementVersion: then.agreement, teamVersion: then.team };
}
