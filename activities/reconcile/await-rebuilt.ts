import { CancelledFailure, Context } from '@temporalio/activity';
import type { EndRequest, ReconcileProgress } from '../../libs/messages/reconcile.js';
import { noteReconciliation } from '../../libs/persistence/reconcile/reconciliations.js';
import { findOrphans, loadPage } from './compare-page.js';
import { byCode, type ReconcileParts } from './reconcile-parts.js';

const patienceMs = 600_000;
const everyMs = 1_000;
/** So few are looked at one by one; more are counted by Temporal's list. */
const few = 20;

/** Waits until every open lead has a running workflow, noting how many are back; gives up when none has come back for ten minutes, and tells how many are. */
export const awaitRebuilt =
  (parts: ReconcileParts) =>
  ({ reconciliationId, progress }: EndRequest): Promise<ReconcileProgress> =>
    byCode(async () => {
      const context = Context.current();
      const wanted = progress.found.orphans;
      let back = 0;
      for (let movedAt = Date.now(); back < wanted && Date.now() - movedAt < patienceMs; await context.sleep(everyMs)) {
        if (context.cancellationSignal.aborted) throw new CancelledFailure('The worker ends; another goes on');
        const now = Math.max(0, wanted - (await countMissing(parts, context)));
        if (now !== back) movedAt = Date.now();
        back = now;
        await noteReconciliation(parts.source, reconciliationId, withBack(progress, back), false);
      }
      return withBack(progress, back);
    });

async function countMissing(parts: ReconcileParts, context: Context): Promise<number> {
  let missing = 0;
  for (let after: string | null = null; ;) {
    const page = await loadPage(parts, after);
    const listed = page.leads.filter(({ leadId, open }) => open && !page.running.has(leadId)).length;
    missing += listed > few ? listed : (await findOrphans(parts, page)).length;
    context.heartbeat();
    if (page.upTo === null) return missing;
    after = page.upTo;
  }
}

const withBack = (progress: ReconcileProgress, orphans: number): ReconcileProgress => ({
  ...progress,
  repaired: { ...progress.repaired, orphans },
});
