import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { Raced } from '../in-transaction.js';
import type { HeldLead } from './locate-leads.js';
import { withFact } from '../../domain/scoring/profile-of.js';

export interface FactToStore {
  lead: HeldLead;
  id: string;
  kind: string;
  occurredAt: Instant;
  data: Record<string, unknown>;
  by: string | null;
  bodyHash: Buffer;
}

/**
 * Stores facts of leads that this transaction holds: each takes its lead's next number, and profile and consent follow.
 * The leads are so at once, before this has ended: `saveLeads` may be called beside it. Throws Raced if another writer has just stored one of the ids.
 */
export async function storeFacts(manager: EntityManager, facts: FactToStore[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ lead, id, kind, occurredAt, data, by, bodyHash }) => ({
    id,
    lead_id: lead.leadId,
    seq: (lead.lastSeq += 1),
    kind,
    occurred_at: new Date(occurredAt),
    data,
    by,
    body_hash: `\\x${bodyHash.toString('hex')}`,
  }));
  for (const fact of facts) hear(fact);
  // One JSON text, since making arrays of text out of so many values takes Node twice as long as it takes Postgres to read it.
  const stored = await manager.query<unknown[]>(
    `insert into fact (id, lead_id, seq, kind, occurred_at, data, by, body_hash)
     select id, lead_id, seq, kind, occurred_at, data, by, body_hash from json_to_recordset($1)
       as f(id text, lead_id uuid, seq integer, kind text, occurred_at timestamptz, data jsonb, by text, body_hash bytea)
     order by id on conflict (id) do nothing returning 1`,
    [JSON.stringify(rows)],
  );
  if (stored.length < facts.length) throw new Raced('the same fact was stored twice at once');
}

function hear({ lead, kind, data, occurredAt }: FactToStore): void {
  const { profile, consent } = withFact(lead, { kind, data, occurredAt });
  if (profile === lead.profile && consent === lead.consent) return;
  lead.profile = profile;
  lead.consent = consent;
  lead.whoChanged = true;
}

/** Writes back who the leads are that this transaction holds. Most facts change nothing of that: they leave the lead's row alone. */
export async function saveLeads(manager: EntityManager, leads: HeldLead[]): Promise<void> {
  const changed = leads.filter(({ whoChanged }) => whoChanged);
  if (changed.length === 0) return;
  await manager.query(
    `update lead set profile = held.profile, consent = held.consent,
       who_seq = case when held."whoBeyondFacts" then held."lastSeq" else who_seq end
     from jsonb_to_recordset($1) as held("leadId" uuid, profile jsonb, consent jsonb, "lastSeq" integer, "whoBeyondFacts" boolean)
     where lead.lead_id = held."leadId"`,
    [JSON.stringify(changed)],
  );
}
