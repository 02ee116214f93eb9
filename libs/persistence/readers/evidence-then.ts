import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Baseline, Evidence } from '../../domain/scoring/evidence.js';
import { emptyLedger } from '../../domain/scoring/ledger.js';
import { record } from '../../domain/scoring/record.js';
import { loadTeam, loadTerms } from '../agreements/load-terms.js';
import { factsBeyond } from '../facts/claim-leads.js';
import { profileOf } from '../facts/profile-of.js';
import type { EvidenceAndTerms } from './evidence-now.js';

/** What Baton knew of a lead at an instant of the past: facts received by then, and the versions and baseline of its last turn by then. */
export async function evidenceThen(manager: EntityManager, leadId: string, at: Instant): Promise<EvidenceAndTerms | null> {
  const facts = (await factsBeyond(manager, [{ leadId, afterSeq: 0 }])).get(leadId) ?? [];
  const known = facts.filter((fact) => fact.receivedAt <= at);
  const versions = await versionsThen(manager, leadId, at);
  if (known.length === 0 || !versions) return null;
  const terms = await loadTerms(manager, versions.agreementVersion);
  const team = await loadTeam(manager, versions.teamVersion);
  const ledger = known.reduce((sum, fact) => record(sum, fact, terms), emptyLedger());
  const evidence: Evidence = { ...profileOf(known), ledger, lists: team.lists, baseline: versions.baseline };
  return { evidence, terms, agreementVersion: versions.agreementVersion };
}

interface Then {
  agreementVersion: number;
  teamVersion: number;
  baseline: Baseline | null;
}

/** Of the lead's last event by then; before its first, of what was in force. */
async function versionsThen(manager: EntityManager, leadId: string, at: Instant): Promise<Then | undefined> {
  const [then] = await manager.query<Then[]>(
    `select coalesce(last.agreement_version, (select max(version) from agreement where in_force_at <= $2)) as "agreementVersion",
       coalesce(last.team_version, (select max(version) from team where in_force_at <= $2)) as "teamVersion",
       (select body->'baseline' from event where lead_id = $1 and kind = 'LeadRecycled' and turn <= $3 and abandoned_by is null
        order by turn desc, n desc limit 1) as baseline
     from (select 1) as always left join lateral (
       select agreement_version, team_version from event where lead_id = $1 and turn <= $3 and abandoned_by is null
       order by turn desc, n desc limit 1) as last on true`,
    [leadId, new Date(at), at],
  );
  return then?.agreementVersion && then.teamVersion ? then : undefined;
}
