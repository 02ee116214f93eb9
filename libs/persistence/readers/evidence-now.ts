import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Baseline, Consent, Evidence, Profile } from '../../domain/scoring/evidence.js';
import { emptyLedger, type Ledger } from '../../domain/scoring/ledger.js';
import { record } from '../../domain/scoring/record.js';
import { currentVersions, loadTeam, loadTerms } from '../agreements/load-terms.js';
import { factsBeyond } from '../facts/claim-leads.js';

/** All that an assessment reads, with the terms the lead lives under. */
export interface EvidenceAndTerms {
  evidence: Evidence;
  terms: Terms;
  agreementVersion: number;
}

interface Row {
  profile: Profile;
  consent: Consent;
  ledger: Ledger | null;
  ledgerVersion: number | null;
  lifeVersion: number | null;
  baseline: Baseline | null;
}

/** A lead's evidence with every stored fact in it, relayed or not. Null for an unknown lead, or while no agreement is in force. */
export async function evidenceNow(manager: EntityManager, leadId: string): Promise<EvidenceAndTerms | null> {
  const inForce = await currentVersions(manager);
  const [row] = await manager.query<Row[]>(
    `select lead.profile, lead.consent, ledger.ledger, ledger.agreement_version as "ledgerVersion",
       life.agreement_version as "lifeVersion", life.state->'baseline' as baseline
     from lead left join ledger using (lead_id) left join life using (lead_id) where lead.lead_id = $1`,
    [leadId],
  );
  if (!row || !inForce) return null;
  const agreementVersion = row.lifeVersion ?? inForce.agreementVersion;
  const terms = await loadTerms(manager, agreementVersion);
  const team = await loadTeam(manager, inForce.teamVersion);
  const start = row.ledger && row.ledgerVersion === agreementVersion ? row.ledger : emptyLedger();
  const fresh = (await factsBeyond(manager, [{ leadId, afterSeq: start.seq }])).get(leadId) ?? [];
  const ledger = fresh.reduce((sum, fact) => record(sum, fact, terms), start);
  const { profile, consent, baseline } = row;
  return { evidence: { profile, consent, ledger, lists: team.lists, baseline }, terms, agreementVersion };
}
