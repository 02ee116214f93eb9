import type { EntityManager } from 'typeorm';
import { atOnce } from '../at-once.js';
import type { GoodFact } from './check-incoming.js';
import { makeDue, type DueOptions } from './due-leads.js';
import type { FactProblem } from './incoming-fact.js';
import { holdLeads, locateLeads, type HeldLead, type Holding } from './locate-leads.js';
import type { IdentityConflict } from './place-leads.js';
import { saveLeads, storeFacts } from './store-facts.js';

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

/**
 * Stores good facts within a transaction, and makes their leads due: the relay hears of them when it commits. An identity nobody knows opens a
 * lead: an anonymous visitor's page view is how a lead begins. Throws Raced when another writer was faster.
 */
export async function landFacts(manager: EntityManager, good: GoodFact[], due: DueOptions = {}): Promise<Landed> {
  if (good.length === 0) return { outcomes: [], conflicts: [] };
  const messages = good.map(({ named }) => named);
  const [stored, holding] = await atOnce([storedUnder(manager, good), holdLeads(manager, messages)]);
  const holders = new Map<string, Holder>(
    stored.map(({ id, bodyHash, leadId }) => [id, { bodyHash, outcome: storedFor(leadId) }]),
  );
  const fresh = firstOfEach(good.filter(({ fact }) => !holders.has(fact.id)));
  const landed = fresh.length > 0 ? await landFresh(manager, fresh, holding, due) : nothing;
  fresh.forEach((one, n) => holders.set(one.fact.id, { ...one, outcome: landed.outcomes[n] as Outcome }));
  const isFresh = new Set(fresh);
  const outcomes = good.map((one) => {
    const holder = holders.get(one.fact.id) as Holder;
    return isFresh.has(one) ? holder.outcome : repeated(one, holder);
  });
  return { outcomes, conflicts: landed.conflicts };
}

const nothing: Landed = { outcomes: [], conflicts: [] };

/** The one body that an id stands for, and what became of it. */
interface Holder {
  bodyHash: Buffer;
  outcome: Outcome;
}

const storedFor = (leadId: string): Outcome => ({ as: 'stored', lead: { leadId, created: false } });

function firstOfEach(facts: GoodFact[]): GoodFact[] {
  const seen = new Set<string>();
  return facts.filter(({ fact: { id } }) => !seen.has(id) && seen.add(id));
}

/** The same id again shares the fate of the first, if it stands for the same body. */
function repeated({ bodyHash }: GoodFact, first: Holder): Outcome {
  if (!first.bodyHash.equals(bodyHash)) return { as: 'refused', problem: idReused };
  if (first.outcome.as === 'refused') return first.outcome;
  return { as: 'duplicate', lead: { ...first.outcome.lead, created: false } };
}

interface StoredFact {
  id: string;
  leadId: string;
  bodyHash: Buffer;
}

function storedUnder(manager: EntityManager, good: GoodFact[]): Promise<StoredFact[]> {
  return manager.query(`select id, lead_id as "leadId", body_hash as "bodyHash" from fact where id = any($1)`, [
    good.map(({ fact }) => fact.id),
  ]);
}

async function landFresh(manager: EntityManager, fresh: GoodFact[], holding: Holding, due: DueOptions): Promise<Landed> {
  const messages = fresh.map(({ named }) => named);
  const { places, merged, conflicts } = await locateLeads(manager, messages, holding);
  const leads = new Set<HeldLead>();
  const toStore = fresh.flatMap(({ fact, bodyHash }, n) => {
    const lead = places[n]?.lead;
    if (!lead) return [];
    leads.add(lead);
    return [{ lead, id: fact.id, kind: fact.kind, occurredAt: fact.occurredAt, data: fact.data, by: fact.by ?? null, bodyHash }];
  });
  await atOnce([
    storeFacts(manager, toStore),
    saveLeads(manager, [...leads]),
    makeDue(manager, [...[...leads].map(({ leadId }) => leadId), ...merged], due),
  ]);
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
