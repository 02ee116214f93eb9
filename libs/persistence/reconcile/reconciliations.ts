import type { DataSource } from 'typeorm';
import type { BegunReconciliation, ReconcileInput, ReconcileProgress } from '../../messages/reconcile.js';
import { moveHome, settleHome } from './temporal-home.js';

const keepWatches = '30 days';

/** Notes who compares what, and whether leads live in that Temporal at all; a rebuild moves them there. Safe to repeat: it began once. */
export async function beginReconciliation(
  source: DataSource,
  { reconciliationId, kind, by, dryRun }: ReconcileInput & { reconciliationId: string },
  namespaceId: string,
): Promise<BegunReconciliation> {
  if (kind === 'rebuild' && !dryRun) await moveHome(source, namespaceId);
  const elsewhere = (await settleHome(source, namespaceId)) !== namespaceId;
  await source.query(
    `insert into reconciliation (reconciliation_id, kind, by, dry_run, elsewhere, leads)
     select $1, $2, $3, $4, $5, count(*) from lead on conflict (reconciliation_id) do nothing`,
    [reconciliationId, kind, by, dryRun, elsewhere],
  );
  if (kind === 'watch') await forgetOldWatches(source);
  const [begun] = await source.query<[BegunReconciliation]>(
    'select elsewhere, leads from reconciliation where reconciliation_id = $1',
    [reconciliationId],
  );
  return begun;
}

// A watch that mended something stays on record.
async function forgetOldWatches(source: DataSource): Promise<void> {
  await source.query(
    `delete from reconciliation where kind = 'watch' and started_at < now() - interval '${keepWatches}' and examples = '[]'`,
  );
}

/** Notes how far a comparison has come. All counts are of all so far: safe to repeat. */
export async function noteReconciliation(
  source: DataSource,
  reconciliationId: string,
  { looked, found, repaired, examples, lost }: ReconcileProgress,
  ended: boolean,
): Promise<void> {
  await source.query(
    `update reconciliation set looked = $2, found = $3, repaired = $4, examples = $5, lost = $6, updated_at = now(),
       ended_at = case when $7 then now() end where reconciliation_id = $1`,
    [
      reconciliationId,
      looked,
      JSON.stringify(found),
      JSON.stringify(repaired),
      JSON.stringify(examples),
      jsonOrNull(lost),
      ended,
    ],
  );
}

const jsonOrNull = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
