import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import { currentVersions, loadTeam, loadTerms, type Versions } from '../../libs/persistence/agreements/load-terms.js';
import { claimLeads, factsBeyond, type Claim, type DueLead } from '../../libs/persistence/facts/claim-leads.js';
import { setDue } from '../../libs/persistence/facts/due-leads.js';
import { saveLedgers, undoRings, type LedgerOfLead } from '../../libs/persistence/facts/save-ledger.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';
import { planRing, type RingPlan } from './plan-ring.js';
import { knownSeq, scoreLead, versionOf } from './score-lead.js';
import { ringLeads, type OwedTo } from './ring-leads.js';

export interface Relayed {
  /** Leads looked at. 0: nothing is due, or no agreement is in force and the facts wait. */
  leads: number;
  rung: number;
  /** Rings that Temporal did not take: it is away. They are owed still. */
  unrung: number;
}

/**
 * One round: claims due leads, brings their ledgers up to date and commits the rings they are owed with them; then rings.
 * Killed anywhere, nothing is lost: a ring is owed until the lead's life has heard it.
 */
export async function relayLeads(source: DataSource, client: Pick<LeadClient, 'ring'>, atMost: number): Promise<Relayed> {
  const claimed = await source.transaction(async (manager) => {
    const inForce = await currentVersions(manager);
    return inForce ? relayClaimed(manager, await claimLeads(manager, atMost), inForce) : null;
  });
  if (!claimed) return { leads: 0, rung: 0, unrung: 0 };
  const unrung = await ringLeads(client, claimed.rings);
  await source.transaction((manager) => undoRings(manager, unrung));
  return { leads: claimed.leads, rung: claimed.rings.length - unrung.length, unrung: unrung.length };
}

async function relayClaimed(
  manager: EntityManager,
  claim: Claim,
  inForce: Versions,
): Promise<{ leads: number; rings: OwedTo[] }> {
  if (claim.leads.length === 0) return { leads: 0, rings: [] };
  const scored = await bringUpToDate(manager, claim, inForce);
  await saveLedgers(
    manager,
    scored.map(({ ringNow: _, ...ledger }) => ledger),
  );
  await setDue(
    manager,
    scored.map((ledger) => ({ leadId: ledger.leadId, dueAt: earliest(ledger.changesAt, ledger.ringAt) })),
  );
  const rings = scored.flatMap(({ leadId, ringNow, owedSeq }) =>
    ringNow && owedSeq !== null ? [{ leadId, upTo: owedSeq }] : [],
  );
  return { leads: scored.length, rings };
}

async function bringUpToDate(manager: EntityManager, claim: Claim, inForce: Versions): Promise<(LedgerOfLead & RingPlan)[]> {
  const team = await loadTeam(manager, inForce.teamVersion);
  const afterSeq = (lead: DueLead): number => knownSeq(lead, versionOf(lead, inForce.agreementVersion));
  const facts = await factsBeyond(
    manager,
    claim.leads.map((lead) => ({ leadId: lead.leadId, afterSeq: afterSeq(lead) })),
  );
  const scored: (LedgerOfLead & RingPlan)[] = [];
  for (const lead of claim.leads) {
    const version = versionOf(lead, inForce.agreementVersion);
    const terms = await loadTerms(manager, version);
    const fresh = facts.get(lead.leadId) ?? [];
    const score = scoreLead(lead, fresh, { version, terms, team, at: claim.at });
    const news = fresh.filter(({ seq }) => seq > (lead.ledger?.ledger.seq ?? 0));
    const ring = planRing(lead, { at: claim.at, facts: news, seq: score.ledger.seq, standing: score.standing }, terms);
    scored.push({ ...score, ...ring });
  }
  return scored;
}

function earliest(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
