import { proxyActivities, type RetryPolicy } from '@temporalio/workflow';
import type { ReconcileActivities } from '../../activities/reconcile/create-reconcile-activities.js';
import { reconcileFault, type ReconcileEnd, type ReconcileInput } from '../../libs/messages/reconcile.js';
import { resume, tellBegun, tellEnd } from './biography.js';

const retry = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  maximumInterval: '30s',
  nonRetryableErrorTypes: [reconcileFault],
} satisfies RetryPolicy;
// An outage is waited out for a while; then the run fails, for all to see, and the next one begins anew.
const { beginReconcile, endReconcile } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '10m',
  retry,
});
// A walk over all leads: it heartbeats its place, and another attempt goes on from there.
const { lookAtLeads, reprojectLeads, awaitRebuilt } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '6h',
  scheduleToCloseTimeout: '12h',
  heartbeatTimeout: '1m',
  retry,
});

/** Compares Postgres with Temporal and mends what differs. Safe to start as often as anybody likes, and to cancel. */
export async function reconcile(input?: Partial<ReconcileInput>): Promise<ReconcileEnd> {
  const run = resume(input);
  const { reconciliationId, kind, by, dryRun } = run;
  const begun = await beginReconcile.executeWithOptions({ summary: `note that ${by} asks for a ${kind}` }, [run]);
  const mend = !dryRun && !begun.elsewhere;
  tellBegun(run, begun);
  const look = { reconciliationId, kind, mend };
  const walk = kind === 'reproject' ? reprojectLeads : lookAtLeads;
  let progress = await walk.executeWithOptions({ summary: `look at ${begun.leads} leads` }, [look]);
  if (kind === 'rebuild' && mend) {
    const summary = `wait for ${progress.found.orphans} leads to be back`;
    progress = await awaitRebuilt.executeWithOptions({ summary }, [{ reconciliationId, progress }]);
  }
  await endReconcile.executeWithOptions({ summary: 'note what was found' }, [{ reconciliationId, progress }]);
  const { found, repaired } = progress;
  tellEnd(run, { reconciliationId, found, repaired });
  return { reconciliationId, found, repaired };
}
