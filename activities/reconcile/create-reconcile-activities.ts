import type { BegunReconciliation, EndRequest, ReconcileInput } from '../../libs/messages/reconcile.js';
import { beginReconciliation, noteReconciliation } from '../../libs/persistence/reconcile/reconciliations.js';
import { awaitRebuilt } from './await-rebuilt.js';
import { lookAtLeads } from './look-at-leads.js';
import { byCode, type ReconcileParts } from './reconcile-parts.js';
import { reprojectLeads } from './reproject-leads.js';

/** The activities of reconcile, by the name that ops read in the UI. */
export function createReconcileActivities(parts: ReconcileParts) {
  return {
    /** Notes who compares what; moves leads' home for a rebuild. Once a run, however often it is asked. */
    beginReconcile: (input: ReconcileInput & { reconciliationId: string }): Promise<BegunReconciliation> =>
      byCode(async () => beginReconciliation(parts.source, input, await parts.leads.home())),
    lookAtLeads: lookAtLeads(parts),
    reprojectLeads: reprojectLeads(parts),
    awaitRebuilt: awaitRebuilt(parts),
    /** Notes what was found and mended, and that this was all. Safe to repeat. */
    endReconcile: ({ reconciliationId, progress }: EndRequest): Promise<void> =>
      byCode(() => noteReconciliation(parts.source, reconciliationId, progress, true)),
  };
}

export type ReconcileActivities = ReturnType<typeof createReconcileActivities>;
