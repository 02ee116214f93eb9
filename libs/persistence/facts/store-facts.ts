import { QueryFailedError, type EntityManager } from 'typeorm';
import { copyRows, copyText } from '../copy-rows.js';
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
 * The leads are so at once, before this has ended: `saveLeads` may be called beside it. Throws Raced if one of the ids is stored by now.
 */
export function storeFacts(manager: EntityManager, facts: FactToStore[]): Promise<void> {
  if (facts.length === 0) return Promise.resolve();
  // In order of their ids: two writers of the same new ones wait for each other instead of forming a ring.
  const rows = facts.map(rowOf).sort();
  for (const one of facts) hear(one);
  const stored = copyRows(manager, 'fact (id, lead_id, seq, kind, occurred_at, data, by, body_hash)', rows);
  return stored.catch((error: unknown) => {
    throw isTaken(error) ? new Raced('the same fact was stored twice at once') : error;
  });
}

function rowOf({ fact: { id, kind, occurredAt, dataJson, by, bodyHash }, lead }: FactToStore): string {
  const seq = (lead.lastSeq += 1);
  const at = new Date(occurredAt).toISOString();
  return `${copyText(id)}\t${lead.leadId}\t${seq}\t${copyText(kind)}\t${at}\t${copyText(dataJson)}\t${copyText(by)}\t\\\\x${bodyHash}`;
}

/** It was not there a moment ago, or was taken to be new. `on conflict` would ask the index again for every fact, and mark each row twice. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof QueryFailedError) || sqlStateOf(error) !== uniqueViolation) return false;
  return (error.driverError as { constraint?: string }).constraint === 'fact_pkey';
}

const uniqueViolation = '23505';

function hear({ lead, fact }: FactToStore): void {
  if (saysWho(fact.kind)) changeWho(lead, withFact(whoIs(lead), fact), false);
}
