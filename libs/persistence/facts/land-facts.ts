import type { EntityManager } from 'typeorm';
import { atOnce } from '../at-once.js';
import type { WriteLast } from '../in-transaction.js';
import type { GoodFact } from './check-incoming.js';
import { makeDue, type DueOptions } from './due-leads.js';
import type { FactProblem } from './incoming-fact.js';
import { saveLeads, type HeldLead } from './held-leads.js';
import { holdLeads, locateLeads, type Holding } from './locate-leads.js';
import type { IdentityConflict } from './place-leads.js';
import { storeFacts, type FactToStore } from './store-facts.js';

/** What became of a fact. */
export type Outcome = { as: 'stored' | 'duplicate'; lead: FactsLead } | { as: 'refused'; problem: FactProblem };

/** Whose fact it is, and whether it opened the lead. */
export interface FactsLead {
  leadId: string;
  created: boolean;
}

export interface Landed {
  /** For each fact in turn. */
  outcomes: Outcome[];
  conflicts: IdentityConflict[];
}

export interface LandOptions extends DueOptions {
  last?: WriteLast;
  /** The facts are taken to be new: whether one is stored already is left to its key, and Raced is thrown if so. Default: it is asked. */
  expectNew?: boolean;
}

/**
 * Stores good facts within a transaction, and makes their leads due: the relay hears of them when it commits. An identity nobody knows opens a
 * lead: an anonymous visitor's page view is how a lead begins. Throws Raced when another writer was faster.
 */
export async function landFacts(
  manager: EntityManager,
  good: GoodFact[],
  { last = waitFor, expectNew = false, ...due }: LandOptions = {},
): Promise<Landed> {
  if (good.length === 0) return { outcomes: [], conflicts: [] };
  const messages = good.map(({ named }) => named);
  // Leads first: a fact that another writer stores for one of them is seen once its lock is ours, instead of racing with ours.
  const [holding, stored] = await atOnce([holdLeads(manager, messages), expectNew ? noneYet : storedUnder(manager, good)]);
  const known = new Map(stored.map((one) => [one.id, one]));
  const places = new Map<string, number>();
  const fresh = good.filter(({ id }) => !known.has(id) && !places.has(id) && places.set(id, places.size));
  const landed = fresh.length > 0 ? await landFresh(manager, fresh, holding, last, due) : nothing;
  const outcomes = good.map((one) => {
    const before = known.get(one.id);
    if (before) return repeated(one, before.bodyHash, storedFor(before.leadId));
    const place = places.get(one.id) as number;
    const first = fresh[place] as GoodFact;
    const outcome = landed.outcomes[place] as Outcome;
    return first === one ? outcome : repeated(one, first.bodyHash, outcome);
  });
  return { outcomes, conflicts: landed.conflicts };
}

const noneYet: Promise<StoredFact[]> = Promise.resolve([]);

const waitFor: WriteLast = (written) => written;

const nothing: Landed = { outcomes: [], conflicts: [] };

const storedFor = (leadId: string): Outcome => ({ as: 'stored', lead: { leadId, created: false } });

/** The same id again shares the fate of the first, if it stands for the same body. */
function repeated({ bodyHash }: GoodFact, firstHash: string, first: Outcome): Outcome {
  if (firstHash !== bodyHash) return { as: 'refused', problem: idReused };
  if (first.as === 'refused') return first;
  return { as: 'duplicate', lead: { ...first.lead, created: false } };
}

interface StoredFact {
  id: string;
  leadId: string;
  bodyHash: string;
}

function storedUnder(manager: EntityManager, good: GoodFact[]): Promise<StoredFact[]> {
  return manager.query(`select id, lead_id as "leadId", encode(body_hash, 'hex') as "bodyHash" from fact where id = any($1)`, [
    good.map(({ id }) => id),
  ]);
}

async function landFresh(
  manager: EntityManager,
  fresh: GoodFact[],
  holding: Holding,
  last: WriteLast,
  due: DueOptions,
): Promise<Landed> {
  const { places, merged, conflicts } = await locateLeads(manager, fresh, holding);
  const leads = new Set<HeldLead>();
  const toStore: FactToStore[] = [];
  for (const [n, fact] of fresh.entries()) {
    const lead = places[n]?.lead;
    if (lead) toStore.push({ fact, lead });
    if (lead) leads.add(lead);
  }
  const written = atOnce([
    storeFacts(manager, toStore),
    saveLeads(manager, [...leads]),
    makeDue(manager, [...[...leads].map(({ leadId }) => leadId), ...merged], due),
  ]);
  await last(written);
  return { outcomes: places.map(outcomeAt), conflicts };
}

function outcomeAt(place: { lead: HeldLead; created: boolean } | null): Outcome {
  if (place === null) return { as: 'refused', problem: unknownLead };
  return { as: 'stored', lead: { leadId: place.lead.leadId, created: place.created } };
}

const idReused: FactProblem = {
  code: 'fact.id_reused',
  path: 'id',
  message: 'A fact with this id and another body is stored.',
  cure: 'Send a new id for a new fact; send the very same body to repeat one.',
};

const unknownLead: FactProblem = {
  code: 'lead.unknown',
  path: 'lead.leadId',
  message: 'There is no lead with this id.',
  cure: 'Capture the lead with POST /v1/leads, or name it by email, phone, externalId or anonymousId.',
};
