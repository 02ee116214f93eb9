import { QueryFailedError, type EntityManager } from 'typeorm';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import { changesAt } from '../../libs/domain/scoring/changes-at.js';
import { emptyLedger, type Fact } from '../../libs/domain/scoring/ledger.js';
import { loadTeam, loadTerms, type Versions } from '../../libs/persistence/agreements/load-terms.js';
import { factsBeyond, type Claim, type DueLead } from '../../libs/persistence/facts/claim-leads.js';
import { foldFacts } from '../../libs/persistence/facts/fold-facts.js';
import type { NextLook } from '../../libs/persistence/facts/due-leads.js';
import { isWeather } from '../../libs/persistence/is-weather.js';
import type { LedgerOfLead } from '../../libs/persistence/facts/save-ledger.js';
import { listens, planRing } from './plan-ring.js';
import type { OwedTo } from './ring-leads.js';
import { evidenceOf, knownLedger, scoreLead, versionOf, type Scope } from './score-lead.js';

/** What a look at a lead comes to. */
export interface Looked {
  /** Null: it could not be scored, and stays as it was. */
  ledger: LedgerOfLead | null;
  /** To send as soon as this is committed. */
  ring: OwedTo | null;
  next: NextLook;
  /** Why it could not be scored. */
  error?: unknown;
}

/** A life that has not heard so many rings is away or at fault: it gives its place in the bulk lane to another. */
const patience = 3;
const faultyAgainMs = 10 * 60_000;

/** Scores claimed leads and plans their rings. A lead that can't be scored is left for later: the others need not suffer. */
export async function bringUpToDate(manager: EntityManager, claim: Claim, inForce: Versions): Promise<Looked[]> {
  const looked: Looked[] = [];
  const ready: (Own & { lead: DueLead })[] = [];
  for (const lead of claim.leads) {
    const own = await ownTerms(manager, versionOf(lead, inForce.agreementVersion));
    if ('error' in own) looked.push(later(lead, claim.at, own.error));
    else ready.push({ ...own, lead: await rebuilt(manager, lead, own) });
  }
  const facts = await factsBeyond(
    manager,
    ready.map(({ lead, version }) => ({ leadId: lead.leadId, afterSeq: knownLedger(lead, version).seq })),
  );
  const scope = { team: await loadTeam(manager, inForce.teamVersion), teamVersion: inForce.teamVersion, at: claim.at };
  for (const { lead, ...own } of ready) looked.push(look(lead, facts.get(lead.leadId) ?? [], { ...scope, ...own }));
  return looked;
}

type Own = Pick<Scope, 'version' | 'terms'>;

// A version that was altered, or no longer compiles, is the fault of that version: leads under others are scored.
async function ownTerms(manager: EntityManager, version: number): Promise<Own | { error: unknown }> {
  try {
    return { version, terms: await loadTerms(manager, version) };
  } catch (error) {
    if (isWeather(error) || error instanceof QueryFailedError) throw error;
    return { error };
  }
}

// At a change of version what the relay knew is added up anew, before the next ring.
async function rebuilt(manager: EntityManager, lead: DueLead, { version, terms }: Own): Promise<DueLead> {
  const { leadId, ledger } = lead;
  if (ledger === null || ledger.agreementVersion === version) return lead;
  return { ...lead, rebuilt: await foldFacts(manager, leadId, terms, emptyLedger(), ledger.ledger.seq) };
}

function look(lead: DueLead, facts: Fact[], scope: Scope): Looked {
  try {
    return lookAt(lead, facts, scope);
  } catch (error) {
    return later(lead, scope.at, error);
  }
}

// Whatever else it was due for is due still: also the ring for what has become free.
function later({ leadId, bulk, wake }: DueLead, at: Instant, error: unknown): Looked {
  return { ledger: null, ring: null, next: { leadId, dueAt: at + faultyAgainMs, bulk, unheard: false, wake }, error };
}

function lookAt(lead: DueLead, facts: Fact[], scope: Scope): Looked {
  const { at, terms, teamVersion } = scope;
  const { leadId, bulk } = lead;
  const evidence = evidenceOf(lead, facts, scope);
  const score = scoreLead(leadId, evidence, scope);
  const news = facts.filter(({ seq }) => seq > (lead.ledger?.ledger.seq ?? 0));
  const changedAfter = (since: Instant): Instant | null => changesAt(evidence, terms, since, at);
  const finding = { at, teamVersion, facts: news, seq: score.ledger.seq, standing: score.standing, changedAfter };
  const { ringNow, ...owed } = planRing(lead, finding, terms);
  const isOwed = owed.owedSeq !== null;
  return {
    ledger: { ...score, ...owed },
    ring: ringNow && owed.owedSeq !== null ? { leadId, upTo: owed.owedSeq } : null,
    next: {
      leadId,
      dueAt: earliest(listens(lead) ? score.changesAt : null, owed.ringAt),
      bulk: bulk && !isOwed,
      unheard: bulk && isOwed && owed.rings <= patience,
      wake: false,
    },
  };
}

function earliest(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
