import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import type { Fact } from '../../libs/domain/scoring/ledger.js';
import { currentVersions, loadTeam, loadTerms, type Versions } from '../../libs/persistence/agreements/load-terms.js';
import { claimLeads, factsBeyond, type Claim, type DueLead } from '../../libs/persistence/facts/claim-leads.js';
import { setDue } from '../../libs/persistence/facts/due-leads.js';
import { saveLedgers, undoRings, type LedgerOfLead } from '../../libs/persistence/facts/save-ledger.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';
import { listens, planRing } from './plan-ring.js';
import { ringLeads, type OwedTo } from './ring-leads.js';
import { knownSeq, scoreLead, versionOf, type Scope } from './score-lead.js';

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
  const brought = await bringUpToDate(manager, claim, inForce);
  await saveLedgers(
    manager,
    brought.map(({ ledger }) => ledger),
  );
  await setDue(
    manager,
    brought.map(({ ledger: { leadId }, dueAt }) => ({ leadId, dueAt })),
  );
  return { leads: brought.length, rings: brought.flatMap(({ ring }) => ring ?? []) };
}

interface UpToDate {
  ledger: LedgerOfLead;
  /** To send as soon as this is committed. */
  ring: OwedTo | null;
  dueAt: Instant | null;
}

async function bringUpToDate(manager: EntityManager, claim: Claim, inForce: Versions): Promise<UpToDate[]> {
  const team = await loadTeam(manager, inForce.teamVersion);
  const version = (lead: DueLead): number => versionOf(lead, inForce.agreementVersion);
  const facts = await factsBeyond(
    manager,
    claim.leads.map((lead) => ({ leadId: lead.leadId, afterSeq: knownSeq(lead, version(lead)) })),
  );
  const brought: UpToDate[] = [];
  for (const lead of claim.leads) {
    const scope = { version: version(lead), terms: await loadTerms(manager, version(lead)), team, at: claim.at };
    brought.push(upToDate(lead, facts.get(lead.leadId) ?? [], scope));
  }
  return brought;
}

function upToDate(lead: DueLead, facts: Fact[], scope: Scope): UpToDate {
  const score = scoreLead(lead, facts, scope);
  const news = facts.filter(({ seq }) => seq > (lead.ledger?.ledger.seq ?? 0));
  const finding = { at: scope.at, facts: news, seq: score.ledger.seq, standing: score.standing };
  const { ringNow, ...owed } = planRing(lead, finding, scope.terms);
  return {
    ledger: { ...score, ...owed },
    ring: ringNow && owed.owedSeq !== null ? { leadId: lead.leadId, upTo: owed.owedSeq } : null,
    dueAt: earliest(listens(lead) ? score.changesAt : null, owed.ringAt),
  };
}

function earliest(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
