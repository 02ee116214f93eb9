import type { Team } from '../../libs/domain/agreement/team.js';
import type { Terms } from '../../libs/domain/agreement/terms.js';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import { assess } from '../../libs/domain/scoring/assess.js';
import { changesAt } from '../../libs/domain/scoring/changes-at.js';
import type { Evidence } from '../../libs/domain/scoring/evidence.js';
import { emptyLedger, type Fact, type Ledger } from '../../libs/domain/scoring/ledger.js';
import { record } from '../../libs/domain/scoring/record.js';
import { standingAt } from '../../libs/domain/scoring/standing-at.js';
import type { DueLead } from '../../libs/persistence/facts/claim-leads.js';
import type { LedgerOfLead, OwedRing } from '../../libs/persistence/facts/save-ledger.js';

/** What a lead is scored by. */
export interface Scope {
  version: number;
  terms: Terms;
  team: Team;
  teamVersion: number;
  at: Instant;
}

export type Scored = Omit<LedgerOfLead, keyof OwedRing>;

/** The version a lead is scored under: its life's own, or the one in force while it has no life. */
export function versionOf({ life }: DueLead, inForce: number): number {
  return life?.agreementVersion ?? inForce;
}

/** What is added up already by the lead's version; nothing when its ledger was kept under another and has not been built anew. */
export function knownLedger({ ledger, rebuilt }: DueLead, version: number): Ledger {
  return ledger?.agreementVersion === version ? ledger.ledger : (rebuilt ?? emptyLedger());
}

/** What an assessment of the lead reads, with `facts` (those beyond `knownLedger`) in its ledger. */
export function evidenceOf(lead: DueLead, facts: Fact[], { version, terms, team }: Scope): Evidence {
  const ledger = facts.reduce((sum, fact) => record(sum, fact, terms), knownLedger(lead, version));
  return { profile: lead.profile, consent: lead.consent, ledger, lists: team.lists, baseline: lead.life?.baseline ?? null };
}

/** What the evidence says at an instant. */
export function scoreLead(leadId: string, evidence: Evidence, { version, terms, at }: Scope): Scored {
  return {
    leadId,
    agreementVersion: version,
    ledger: evidence.ledger,
    standing: standingAt(evidence, terms, at),
    assessment: assess(evidence, terms, at),
    baselineAt: evidence.baseline?.at ?? null,
    changesAt: changesAt(evidence, terms, at),
  };
}
