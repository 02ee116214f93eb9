import type { EntityManager } from 'typeorm';
import type { SalesWanted } from '../../domain/lifecycle/sales-evidence.js';
import type { Fact } from '../../domain/scoring/ledger.js';
import { factOf, type FactRow } from './fact-row.js';

/** Facts that may prove what sales did, up to this number. */
export async function salesFacts(manager: EntityManager, wanted: SalesWanted, leadId: string, upTo: number): Promise<Fact[]> {
  const { since, kinds } = wanted;
  if (kinds.length === 0) return [];
  const rows = await manager.query<FactRow[]>(
    `select id, seq, kind, occurred_at, received_at, data from fact
     where lead_id = $1 and occurred_at >= $2 and kind = any($3) and seq <= $4`,
    [leadId, new Date(since), kinds, upTo],
  );
  return rows.map(factOf);
}
