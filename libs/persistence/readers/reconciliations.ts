import type { EntityManager } from 'typeorm';
import type { Counts, Example, Lost, ReconcileKind } from '../../messages/reconcile.js';

/** One comparison of Postgres with Temporal. */
export interface Reconciliation {
  reconciliationId: string;
  kind: ReconcileKind;
  by: string;
  dryRun: boolean;
  /** Leads live in another Temporal than the one that was looked at: nothing was mended. */
  elsewhere: boolean;
  leads: number;
  looked: number;
  found: Partial<Counts>;
  repaired: Partial<Counts>;
  examples: Example[];
  lost: Lost | null;
  /** `stopped`: cancelled, or given up; it has said nothing for a quarter of an hour. */
  status: 'running' | 'done' | 'stopped';
  startedAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
}

const columns = `reconciliation_id as "reconciliationId", kind, by, dry_run as "dryRun", elsewhere, leads, looked, found, repaired, examples, lost,
  started_at as "startedAt", updated_at as "updatedAt", ended_at as "endedAt",
  case when ended_at is not null then 'done' when updated_at > now() - interval '15 minutes' then 'running' else 'stopped' end as status`;

/** The last watch that has ended; null: none has yet. */
export async function lastWatch(manager: EntityManager): Promise<Reconciliation | null> {
  const [watch] = await manager.query<Reconciliation[]>(
    `select ${columns} from reconciliation where kind = 'watch' and ended_at is not null order by started_at desc limit 1`,
  );
  return watch ?? null;
}

/** The newest of a kind first. */
export function reconciliations(manager: EntityManager, kind: ReconcileKind, limit: number): Promise<Reconciliation[]> {
  return manager.query<Reconciliation[]>(
    `select ${columns} from reconciliation where kind = $1 order by started_at desc limit $2`,
    [kind, limit],
  );
}

/** Null: none has begun under this id. */
export async function reconciliationById(manager: EntityManager, reconciliationId: string): Promise<Reconciliation | null> {
  const [one] = await manager.query<Reconciliation[]>(`select ${columns} from reconciliation where reconciliation_id = $1`, [
    reconciliationId,
  ]);
  return one ?? null;
}
