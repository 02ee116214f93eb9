import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { atOnce } from '../at-once.js';
import { bodyHash } from '../body-hash.js';
import { inTransaction } from '../in-transaction.js';
import { checkFact } from './check-fact.js';
import { makeDue, type DueOptions } from './due-leads.js';
import { identitiesOf } from './identity.js';
import { FactRefused, type FactProblem, type IncomingFact, type RefusedFact } from './incoming-fact.js';
import { holdLeads, locateLeads, type HeldLead, type Holding } from './locate-leads.js';
import type { IdentityConflict, Named } from './place-leads.js';
import { saveLeads, storeFacts } from './store-facts.js';

export interface Appended {
  accepted: number;
  duplicates: number;
  refused: RefusedFact[];
  conflicts: IdentityConflict[];
  /** For each fact in turn: its lead, and whether this batch opened it; null if it was refused or repeats another of the batch. */
  leads: ({ leadId: string; created: boolean } | null)[];
}

/**
 * Stores facts (at most 1,000) in one transaction: the good ones, all or nothing. An identity nobody knows opens a lead: an anonymous
 * visitor's page view is how a lead begins. The relay hears of the leads when the transaction commits.
 */
export async function appendFacts(source: DataSource, facts: IncomingFact[], now: Instant): Promise<Appended> {
  return inTransaction(source, (manager) => appendWithin(manager, facts, now));
}

/** The same within a caller's transaction: `inTransaction`, since it may throw Raced. */
export function appendWithin(
  manager: EntityManager,
  facts: IncomingFact[],
  now: Instant,
  due: Pick<DueOptions, 'at' | 'bulk'> = {},
): Promise<Appended> {
  const checked = facts.map((fact, index) => checkIncoming(fact, index, now));
  return appendChecked(manager, checked, due);
}

/** The same, all or nothing: throws FactRefused. */
export async function appendAll(
  manager: EntityManager,
  facts: IncomingFact[],
  now: Instant,
  due: Pick<DueOptions, 'at'> = {},
): Promise<Appended> {
  const appended = await appendWithin(manager, facts, now, due);
  const [refused] = appended.refused;
  if (refused) throw new FactRefused(refused.problem);
  return appended;
}

/** A fact that can be stored, whose lead is not yet found. */
export interface GoodFact {
  index: number;
  fact: IncomingFact & { occurredAt: Instant };
  named: Named;
  bodyHash: Buffer;
}

/** What can be told of a fact without looking anything up: the fact ready to be stored, or why it is refused. */
export function checkIncoming(fact: IncomingFact, index: number, now: Instant): GoodFact | RefusedFact {
  const problem = checkFact(fact, now);
  if (problem) return { index, problem: { ...problem, code: 'fact.malformed' } };
  const identities = identitiesOf(fact.lead);
  const [wrong] = identities.ok ? [] : identities.problems;
  if (wrong) return { index, problem: { ...wrong, path: `lead.${wrong.path}`, code: 'fact.malformed' } };
  const named = { leadId: fact.lead.leadId?.toLowerCase() ?? null, identities: identities.ok ? identities.value : [] };
  if (named.leadId === null && named.identities.length === 0) return { index, problem: nameless };
  const body = { kind: fact.kind, occurredAt: fact.occurredAt ?? null, lead: named, data: fact.data };
  return { index, fact: { ...fact, occurredAt: fact.occurredAt ?? now }, named, bodyHash: bodyHash(body) };
}

async function appendChecked(manager: EntityManager, checked: (GoodFact | RefusedFact)[], due: DueOptions): Promise<Appended> {
  const result: Appended = {
    accepted: 0,
    duplicates: 0,
    refused: checked.filter((one): one is RefusedFact => 'problem' in one),
    conflicts: [],
    leads: checked.map(() => null),
  };
  const good = checked.filter((one): one is GoodFact => 'fact' in one);
  if (good.length > 0) await appendGood(manager, good, result, due);
  result.refused.sort((a, b) => a.index - b.index);
  return result;
}

async function appendGood(manager: EntityManager, good: GoodFact[], result: Appended, due: DueOptions): Promise<void> {
  const messages = good.map(({ named }) => named);
  const [stored, holding] = await atOnce([storedUnder(manager, good), holdLeads(manager, messages)]);
  const fresh = withoutKnown(stored, good, result);
  if (fresh.length > 0) await appendFresh(manager, fresh, holding, result, due);
}

/** Takes out what is stored already, or came earlier in the same batch; sets those aside in `result`. */
function withoutKnown(stored: StoredFact[], good: GoodFact[], result: Appended): GoodFact[] {
  const known = new Map(stored.map((row) => [row.id, row]));
  const firsts = new Map<string, GoodFact>();
  const fresh = good.filter((one) => {
    const before = known.get(one.fact.id);
    const first = firsts.get(one.fact.id);
    if (!before && !first) return firsts.set(one.fact.id, one);
    if (!(before ?? first)?.bodyHash.equals(one.bodyHash)) result.refused.push({ index: one.index, problem: idReused });
    else if (before) result.leads[one.index] = { leadId: before.leadId, created: false };
    return false;
  });
  result.duplicates = good.length - fresh.length - result.refused.filter(({ problem }) => problem === idReused).length;
  return fresh;
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

async function appendFresh(
  manager: EntityManager,
  fresh: GoodFact[],
  holding: Holding,
  result: Appended,
  due: DueOptions,
): Promise<void> {
  const messages = fresh.map(({ named }) => named);
  const located = await locateLeads(manager, messages, holding);
  const leads = new Set<HeldLead>();
  const toStore = fresh.flatMap(({ index, fact, bodyHash: hash }, n) => {
    const place = located.places[n];
    if (!place) {
      result.refused.push({ index, problem: unknownLead });
      return [];
    }
    leads.add(place.lead);
    result.leads[index] = { leadId: place.lead.leadId, created: place.created };
    return [{ lead: place.lead, id: fact.id, kind: fact.kind, occurredAt: fact.occurredAt, data: fact.data, bodyHash: hash }];
  });
  await atOnce([
    storeFacts(manager, toStore),
    saveLeads(manager, [...leads]),
    makeDue(manager, [...[...leads].map((lead) => lead.leadId), ...located.merged], due),
  ]);
  result.accepted = toStore.length;
  result.conflicts = located.conflicts;
}

const nameless: FactProblem = {
  code: 'fact.malformed',
  path: 'lead',
  message: 'The fact names no lead.',
  cure: 'Send lead with one of leadId, externalId, email, phone or anonymousId.',
};

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
