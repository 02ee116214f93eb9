import { QueryFailedError, type EntityManager } from 'typeorm';
import { copyRows, type Cell } from '../copy-rows.js';
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
  const rows = facts.map(cellsOf).sort(byId);
  for (const one of facts) hear(one);
  const stored = copyRows(manager, 'fact (id, lead_id, seq, kind, occurred_at, data, by, body_hash)', rows);
  return stored.catch((error: unknown) => {
    throw isTaken(error) ? new Raced('the same fact was stored twice at once') : error;
  });
}

function cellsOf({ fact: { id, kind, occurredAt, dataJson, by, bodyHash }, lead }: FactToStore): Cell[] {
  const seq = (lead.lastSeq += 1);
  return [id, lead.leadId, String(seq), kind, new Date(occurredAt).toISOString(), dataJson, by, `\\x${bodyHash}`];
}

/** Two writers of the same new ids, in whatever order, wait for each other instead of forming a ring. */
const byId = ([one]: Cell[], [other]: Cell[]): number => ((one ?? '') < (other ?? '') ? -1 : 1);

/** It was not there a moment ago. `on conflict` would ask the index again for every fact, and mark each row twice. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof QueryFailedError) || sqlStateOf(error) !== uniqueViolation) return false;
  return (error.driverError as { constraint?: string }).constraint === 'fact_pkey';
}

const uniqueViolation = '23505';

function hear({ lead, fact }: FactToStore): void {
  if (saysWho(fact.kind)) changeWho(lead, withFact(whoIs(lead), fact), false);
}
