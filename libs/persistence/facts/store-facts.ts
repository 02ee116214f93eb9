import { QueryFailedError, type EntityManager } from 'typeorm';
import { Raced } from '../in-transaction.js';
import { sqlStateOf } from '../is-weather.js';
import { saysWho, withFact } from '../../domain/scoring/profile-of.js';
import type { GoodFact } from './check-incoming.js';
import { changeWho, whoIs, type HeldLead } from './held-leads.js';

export interface FactToStore {
  fact: GoodFact;
  lead: HeldLead;
}

/**
 * Stores facts of leads that this transaction holds: each takes its lead's next number, and profile and consent follow.
 * The leads are so at once, before this has ended: `saveLeads` may be called beside it. Throws Raced if another writer has just stored one of the ids.
 */
export function storeFacts(manager: EntityManager, facts: FactToStore[]): Promise<void> {
  if (facts.length === 0) return Promise.resolve();
  const rows = facts.map(({ fact: { id, kind, occurredAt, data, by, bodyHash }, lead }) => ({
    id,
    lead_id: lead.leadId,
    seq: (lead.lastSeq += 1),
    kind,
    occurred_at: new Date(occurredAt).toISOString(),
    data,
    by,
    body_hash: `\\x${bodyHash}`,
  }));
  for (const one of facts) hear(one);
  // One JSON text, since making arrays of text out of so many values takes Node twice as long as it takes Postgres to read it.
  const stored: Promise<void> = manager.query(
    `insert into fact (id, lead_id, seq, kind, occurred_at, data, by, body_hash)
     select id, lead_id, seq, kind, occurred_at, data, by, body_hash from json_to_recordset($1)
       as f(id text, lead_id uuid, seq integer, kind text, occurred_at timestamptz, data jsonb, by text, body_hash bytea)
     order by id`,
    [JSON.stringify(rows)],
  );
  return stored.catch((error: unknown) => {
    throw isTaken(error) ? new Raced('the same fact was stored twice at once') : error;
  });
}

/** It was not there a moment ago. `on conflict` would ask the index again for every fact, and mark each row twice. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof QueryFailedError) || sqlStateOf(error) !== uniqueViolation) return false;
  return (error.driverError as { constraint?: string }).constraint === 'fact_pkey';
}

const uniqueViolation = '23505';

function hear({ lead, fact }: FactToStore): void {
  if (saysWho(fact.kind)) changeWho(lead, withFact(whoIs(lead), fact), false);
}
