import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Consent, Profile } from '../../domain/scoring/evidence.js';
import { atOnce } from '../at-once.js';
import { Raced } from '../in-transaction.js';
import type { Identity } from './identity.js';
import { mergeConsent, mergeProfiles } from '../../domain/scoring/merge-profiles.js';
import { placeLeads, type IdentityConflict, type KnownLead, type Named, type Placing } from './place-leads.js';

/** A lead whose row this transaction has locked (or is about to insert); changed in memory and saved once. */
export interface HeldLead {
  leadId: string;
  /** The number of its last fact. */
  lastSeq: number;
  profile: Profile;
  consent: Consent;
  /** Profile or consent are no longer what the row says. */
  whoChanged: boolean;
  /** And something else than a fact has said so: its facts alone don't tell who it is. */
  whoBeyondFacts: boolean;
}

export interface Located {
  /** For each message in turn; null: it names a leadId that does not exist. */
  places: ({ lead: HeldLead; created: boolean } | null)[];
  conflicts: IdentityConflict[];
  /** Anonymous leads that ended here: their lives must be told. */
  merged: string[];
}

/** The leads that messages name, held until the transaction ends, and who they are known as. */
export interface Holding {
  held: Map<string, HeldLead>;
  known: KnownLead[];
}

/** Locks the leads that messages name, in order of lead id. Throws Raced when another writer was faster. */
export async function holdLeads(manager: EntityManager, messages: Named[]): Promise<Holding> {
  const [rows, found] = await atOnce([lockLeads(manager, messages), look(manager, messages)]);
  const held = new Map(rows.map((who) => [who.leadId, { ...who, lastSeq: 0, whoChanged: false, whoBeyondFacts: false }]));
  const known = new Map<string, KnownLead>(rows.map(({ leadId }) => [leadId, { leadId, identities: [] }]));
  for (const { leadId, lastSeq, kind, value } of found) {
    const lead = held.get(leadId);
    if (!lead) throw new Raced('an identity was given to a lead');
    lead.lastSeq = lastSeq;
    if (kind !== null) known.get(leadId)?.identities.push({ kind, value });
  }
  return { held, known: [...known.values()] };
}

/**
 * Finds the lead of each message, among those held, by the one identity rule; opens those that are new and joins anonymous ones.
 * Throws Raced when another writer was faster.
 */
export async function locateLeads(manager: EntityManager, messages: Named[], { held, known }: Holding): Promise<Located> {
  const placing = placeLeads(await throughMerges(manager, messages, held), known, randomUUID);
  await openLeads(manager, placing, held);
  await storeIdentities(manager, placing, held);
  for (const { from, into } of placing.merges) await joinLeads(manager, lead(held, from), lead(held, into));
  await storeConflicts(manager, placing.conflicts);
  return {
    places: placing.places.map((place) => place && { lead: lead(held, place.leadId), created: place.created }),
    conflicts: placing.conflicts,
    merged: placing.merges.map((merge) => merge.from),
  };
}

const kinds = (identities: Identity[]): string[] => identities.map((identity) => identity.kind);
const values = (identities: Identity[]): string[] => identities.map((identity) => identity.value);

const named = `select lead_id from lead_identity where (kind, value) in (select * from unnest($1::text[], $2::text[]))
  union select coalesce(merged_into, lead_id) from lead where lead_id = any($3::uuid[])`;

function namesOf(messages: Named[]): unknown[] {
  const identities = messages.flatMap((message) => message.identities);
  return [kinds(identities), values(identities), leadIdsOf(messages)];
}

type Row = Pick<HeldLead, 'leadId' | 'profile' | 'consent'>;

async function lockLeads(manager: EntityManager, messages: Named[]): Promise<Row[]> {
  const rows = await manager.query<(Row & { mergedInto: string | null })[]>(
    `select lead_id as "leadId", profile, consent, merged_into as "mergedInto"
     from lead where lead_id = any(array(${named})) order by lead_id for no key update`,
    namesOf(messages),
  );
  if (rows.some((row) => row.mergedInto !== null)) throw new Raced('a lead was joined to another');
  return rows.map(({ leadId, profile, consent }) => ({ leadId, profile, consent }));
}

/** A lead's last number, with one of its identities. */
type Found = { leadId: string; lastSeq: number } & (Identity | { kind: null; value: null });

// In a statement after the lock, so that it sees what others stored and gave while we waited for it.
function look(manager: EntityManager, messages: Named[]): Promise<Found[]> {
  return manager.query(
    `select lead_id as "leadId", kind, value, (select coalesce(max(seq), 0) from fact where fact.lead_id = named.lead_id) as "lastSeq"
     from (${named}) as named left join lead_identity using (lead_id)`,
    namesOf(messages),
  );
}

/** A sender may still use the id of a lead that was joined to another: the message is about the other. */
async function throughMerges(manager: EntityManager, messages: Named[], held: Map<string, HeldLead>): Promise<Named[]> {
  const elsewhere = leadIdsOf(messages).filter((leadId) => !held.has(leadId));
  if (elsewhere.length === 0) return messages;
  const rows = await manager.query<{ lead_id: string; merged_into: string }[]>(
    'select lead_id, merged_into from lead where lead_id = any($1::uuid[]) and merged_into is not null',
    [elsewhere],
  );
  const into = new Map(rows.map((row) => [row.lead_id, row.merged_into]));
  return messages.map((message) => ({ ...message, leadId: into.get(message.leadId ?? '') ?? message.leadId }));
}

async function openLeads(manager: EntityManager, placing: Placing, held: Map<string, HeldLead>): Promise<void> {
  for (const leadId of placing.newLeads) held.set(leadId, newHeld(leadId));
  if (placing.newLeads.length === 0) return;
  await manager.query('insert into lead (lead_id) select unnest($1::uuid[])', [placing.newLeads]);
}

const newHeld = (leadId: string): HeldLead => ({
  leadId,
  lastSeq: 0,
  profile: {},
  consent: {},
  whoChanged: false,
  whoBeyondFacts: false,
});

async function storeIdentities(manager: EntityManager, placing: Placing, held: Map<string, HeldLead>): Promise<void> {
  const identities = placing.newIdentities;
  if (identities.length === 0) return;
  const stored = await manager.query<unknown[]>(
    `insert into lead_identity (kind, value, lead_id)
     select * from unnest($1::text[], $2::text[], $3::uuid[]) as i(kind, value, lead_id) order by kind, value
     on conflict do nothing returning 1`,
    [kinds(identities), values(identities), identities.map((identity) => identity.leadId)],
  );
  if (stored.length < identities.length) throw new Raced('an identity was given to a lead');
  for (const { kind, value, leadId } of identities) {
    const one = lead(held, leadId);
    if ((kind !== 'email' && kind !== 'phone') || (one.profile[kind] ?? null) !== null) continue;
    one.profile[kind] = value;
    changedBeyondFacts(one);
  }
}

/** The history of `from` goes on as the newest part of `into`'s. What `into` says of itself stands. */
async function joinLeads(manager: EntityManager, from: HeldLead, into: HeldLead): Promise<void> {
  const [, moved] = await manager.query<[unknown, number]>(
    `update fact set lead_id = $2, seq = $3 + moving.n
     from (select id, row_number() over (order by seq) as n from fact where lead_id = $1) as moving where fact.id = moving.id`,
    [from.leadId, into.leadId, into.lastSeq],
  );
  into.profile = mergeProfiles(from.profile, into.profile);
  into.consent = mergeConsent(from.consent, into.consent);
  changedBeyondFacts(into);
  await manager.query('update lead_identity set lead_id = $2 where lead_id = $1', [from.leadId, into.leadId]);
  await manager.query('update lead set merged_into = $2, joined_after = $3, joined_facts = $4 where lead_id = $1', [
    from.leadId,
    into.leadId,
    into.lastSeq,
    moved,
  ]);
  into.lastSeq += moved;
}

function changedBeyondFacts(lead: HeldLead): void {
  lead.whoChanged = true;
  lead.whoBeyondFacts = true;
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

function lead(held: Map<string, HeldLead>, leadId: string): HeldLead {
  const found = held.get(leadId);
  if (!found) throw new Error(`Lead ${leadId} was placed but is not held: lock it before placing.`);
  return found;
}
