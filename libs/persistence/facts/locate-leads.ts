import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { mergeConsent, mergeProfiles } from '../../domain/scoring/merge-profiles.js';
import { saysWho } from '../../domain/scoring/profile-of.js';
import { atOnce } from '../at-once.js';
import { Raced } from '../in-transaction.js';
import type { GoodFact } from './check-incoming.js';
import { heirOf } from './heir.js';
import { changeWho, heldLead, loadWho, whoIs, type HeldLead } from './held-leads.js';
import { identityKinds, type Identity, type IdentityKind } from './identity.js';
import { placeLeads, type IdentityConflict, type Named, type Placing } from './place-leads.js';

export interface Located {
  /** For each message in turn; null: it names a leadId that does not exist. */
  places: ({ lead: HeldLead; created: boolean } | null)[];
  conflicts: IdentityConflict[];
  /** Anonymous leads that ended here: their lives must be told. */
  merged: string[];
}

/** The leads that messages name, held until the transaction ends, by their ids. */
export type Holding = Map<string, HeldLead>;

/** Locks the leads that messages name, in order of lead id. Throws Raced when another writer was faster. */
export async function holdLeads(manager: EntityManager, messages: Named[]): Promise<Holding> {
  const names = namesOf(messages);
  const [locked, found] = await atOnce([lockLeads(manager, names), look(manager, names, messages.every(isPlain))]);
  if (locked.some(({ mergedInto }) => mergedInto !== null)) throw new Raced('a lead was joined to another');
  const held = new Map(locked.map(({ leadId }) => [leadId, heldLead(leadId, null)]));
  for (const one of found) {
    const lead = held.get(one.leadId);
    if (!lead) throw new Raced('an identity was given to a lead');
    lead.lastSeq = one.lastSeq;
    if (one.kind !== null) lead.identities.push(one);
  }
  return held;
}

/**
 * Finds the lead of each fact, among those held, by the one identity rule; opens those that are new and joins anonymous ones.
 * Throws Raced when another writer was faster.
 */
export async function locateLeads(manager: EntityManager, facts: GoodFact[], held: Holding): Promise<Located> {
  const messages = facts.map(({ named }) => named);
  const placing = placeLeads(await throughMerges(manager, messages, held), [...held.values()], randomUUID);
  for (const leadId of placing.newLeads) held.set(leadId, heldLead(leadId, { profile: {}, consent: {} }));
  await atOnce([openLeads(manager, placing), loadWho(manager, toldOf(facts, placing, held))]);
  await storeIdentities(manager, placing, held);
  for (const { from, into } of placing.merges) await joinLeads(manager, lead(held, from), lead(held, into));
  await storeConflicts(manager, placing.conflicts);
  return {
    places: placing.places.map((place) => place && { lead: lead(held, place.leadId), created: place.created }),
    conflicts: placing.conflicts,
    merged: placing.merges.map((merge) => merge.from),
  };
}

/** Leads of which it may change who they are. */
function toldOf(facts: GoodFact[], { places, newIdentities, merges }: Placing, held: Holding): HeldLead[] {
  const told = places.flatMap((place, n) => (place && saysWho((facts[n] as GoodFact).kind) ? [place.leadId] : []));
  for (const { leadId } of newIdentities) told.push(leadId);
  for (const { from, into } of merges) told.push(from, into);
  return told.map((leadId) => lead(held, leadId));
}

const named = [
  ...identityKinds.map(
    (kind, n) => `select lead_id, kind, value from lead_identity where kind = '${kind}' and value = any($${n + 1}::text[])`,
  ),
  `select ${heirOf('lead')}, null, null from lead where lead_id = any($${identityKinds.length + 1}::uuid[])`,
].join(' union all ');
const ofNamed = `(select distinct lead_id from (${named}) as name) as named left join lead_identity using (lead_id)`;

/** What `named` is asked with: a list of values for each kind of identity, then lead ids; a batch often names a lead many times. */
type Names = string[][];

function namesOf(messages: Named[]): Names {
  const values = Object.fromEntries(identityKinds.map((kind) => [kind, new Set<string>()])) as Record<IdentityKind, Set<string>>;
  for (const { identities } of messages) for (const { kind, value } of identities) values[kind].add(value);
  return [...identityKinds.map((kind) => [...values[kind]]), [...new Set(leadIdsOf(messages))]];
}

function lockLeads(manager: EntityManager, names: Names): Promise<{ leadId: string; mergedInto: string | null }[]> {
  return manager.query(
    `select lead_id as "leadId", merged_into as "mergedInto"
     from lead where lead_id = any(array(select lead_id from (${named}) as named)) order by lead_id for no key update`,
    names,
  );
}

/** It names its lead by one thing alone: there is nothing to weigh against it, and what else the lead is known by need not be read. */
const isPlain = ({ leadId, identities }: Named): boolean => identities.length + Number(leadId !== null) === 1;

/** A lead's last number, with one of its identities. */
type Found = { leadId: string; lastSeq: number } & (Identity | { kind: null; value: null });

// In a statement after the lock, so that it sees what others stored and gave while we waited for it.
function look(manager: EntityManager, names: Names, plain: boolean): Promise<Found[]> {
  return manager.query(
    `select lead_id as "leadId", kind, value, (select coalesce(max(seq), 0) from fact where fact.lead_id = named.lead_id) as "lastSeq"
     from ${plain ? `(${named}) as named` : ofNamed}`,
    names,
  );
}

/** A sender may still use the id of a lead that was joined to another: the message is about the other. */
async function throughMerges(manager: EntityManager, messages: Named[], held: Holding): Promise<Named[]> {
  const elsewhere = leadIdsOf(messages).filter((leadId) => !held.has(leadId));
  if (elsewhere.length === 0) return messages;
  const rows = await manager.query<{ lead_id: string; heir: string }[]>(
    `select lead_id, ${heirOf('lead')} as heir from lead where lead_id = any($1::uuid[]) and merged_into is not null`,
    [elsewhere],
  );
  const into = new Map(rows.map((row) => [row.lead_id, row.heir]));
  return messages.map((message) => ({ ...message, leadId: into.get(message.leadId ?? '') ?? message.leadId }));
}

async function openLeads(manager: EntityManager, { newLeads }: Placing): Promise<void> {
  if (newLeads.length > 0) await manager.query('insert into lead (lead_id) select unnest($1::uuid[])', [newLeads]);
}

async function storeIdentities(manager: EntityManager, placing: Placing, held: Holding): Promise<void> {
  const identities = placing.newIdentities;
  if (identities.length === 0) return;
  const stored = await manager.query<unknown[]>(
    `insert into lead_identity (kind, value, lead_id)
     select * from unnest($1::text[], $2::text[], $3::uuid[]) as i(kind, value, lead_id) order by kind, value
     on conflict do nothing returning 1`,
    [identities.map(({ kind }) => kind), identities.map(({ value }) => value), identities.map(({ leadId }) => leadId)],
  );
  if (stored.length < identities.length) throw new Raced('an identity was given to a lead');
  for (const { kind, value, leadId } of identities) {
    if (kind !== 'email' && kind !== 'phone') continue;
    const one = lead(held, leadId);
    const { profile, consent } = whoIs(one);
    if ((profile[kind] ?? null) === null) changeWho(one, { profile: { ...profile, [kind]: value }, consent }, true);
  }
}

/** The history of `from` goes on as the newest part of `into`'s. What `into` says of itself stands. */
async function joinLeads(manager: EntityManager, from: HeldLead, into: HeldLead): Promise<void> {
  const [, moved] = await manager.query<[unknown, number]>(
    `update fact set lead_id = $2, seq = $3 + moving.n
     from (select id, row_number() over (order by seq) as n from fact where lead_id = $1) as moving where fact.id = moving.id`,
    [from.leadId, into.leadId, into.lastSeq],
  );
  const [theirs, own] = [whoIs(from), whoIs(into)];
  const profile = mergeProfiles(theirs.profile, own.profile);
  changeWho(into, { profile, consent: mergeConsent(theirs.consent, own.consent) }, true);
  await manager.query('update lead_identity set lead_id = $2 where lead_id = $1', [from.leadId, into.leadId]);
  await manager.query('update lead set merged_into = $2, joined_after = $3, joined_facts = $4 where lead_id = $1', [
    from.leadId,
    into.leadId,
    into.lastSeq,
    moved,
  ]);
  into.lastSeq += moved;
}

async function storeConflicts(manager: EntityManager, conflicts: IdentityConflict[]): Promise<void> {
  if (conflicts.length === 0) return;
  await manager.query(
    `insert into identity_conflict (lead_id, other_lead_id, kind)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[]) as c(lead_id, other_lead_id, kind)
     where not exists (select 1 from identity_conflict known
       where known.lead_id = c.lead_id and known.other_lead_id = c.other_lead_id and known.kind = c.kind)`,
    [conflicts.map((c) => c.leadId), conflicts.map((c) => c.otherLeadId), conflicts.map((c) => c.kind)],
  );
}

function leadIdsOf(messages: Named[]): string[] {
  return messages.flatMap((message) => message.leadId ?? []);
}

function lead(held: Holding, leadId: string): HeldLead {
  const found = held.get(leadId);
  if (!found) throw new Error(`Lead ${leadId} was placed but is not held: lock it before placing.`);
  return found;
}
