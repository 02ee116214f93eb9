import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { Raced } from '../in-transaction.js';
import type { HeldLead } from './locate-leads.js';
import { withFact } from './profile-of.js';

export interface FactToStore {
  lead: HeldLead;
  id: string;
  kind: string;
  occurredAt: Instant;
  data: Record<string, unknown>;
  bodyHash: Buffer;
}

/**
 * Stores facts of leads that this transaction holds: each takes its lead's next number, and profile and consent follow.
 * The leads are so at once, before this has ended: `saveLeads` may be called beside it. Throws Raced if another writer has just stored one of the ids.
 */
export async function storeFacts(manager: EntityManager, facts: FactToStore[]): Promise<void> {
  if (facts.length === 0) return;
  const seqs = facts.map(({ lead }) => (lead.lastSeq += 1));
  for (const fact of facts) Object.assign(fact.lead, withFact(fact.lead, fact));
  const stored = await manager.query<unknown[]>(
    `insert into fact (id, lead_id, seq, kind, occurred_at, data, body_hash)
     select * from unnest($1::text[], $2::uuid[], $3::integer[], $4::text[], $5::timestamptz[], $6::jsonb[], $7::bytea[]) as f(id)
     order by id on conflict (id) do nothing returning 1`,
    [
      facts.map((fact) => fact.id),
      facts.map((fact) => fact.lead.leadId),
      seqs,
      facts.map((fact) => fact.kind),
      facts.map((fact) => new Date(fact.occurredAt)),
      facts.map((fact) => JSON.stringify(fact.data)),
      facts.map((fact) => fact.bodyHash),
    ],
  );
  if (stored.length < facts.length) throw new Raced('the same fact was stored twice at once');
}

/** Writes the leads that this transaction holds back to their rows. */
export async function saveLeads(manager: EntityManager, leads: HeldLead[]): Promise<void> {
  if (leads.length === 0) return;
  await manager.query(
    `update lead set last_seq = held."lastSeq", profile = held.profile, consent = held.consent
     from jsonb_to_recordset($1) as held("leadId" uuid, "lastSeq" integer, profile jsonb, consent jsonb)
     where lead.lead_id = held."leadId"`,
    [JSON.stringify(leads)],
  );
}
