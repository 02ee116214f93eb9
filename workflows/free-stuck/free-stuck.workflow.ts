import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { RetryActivities } from '../../activities/free-stuck/create-retry-activities.js';
import {
  freeStuckFault,
  type FreeStuckEnd,
  type FreeStuckInput,
  type FreeStuckProgress,
} from '../../libs/messages/free-stuck.js';
import { end, nextBatch, resume, tellProgress } from './progress.js';

// An outage is waited out for a while; then the run fails, for all to see, and may be started again: it does nothing twice.
const { beginRetry, findStuck, retryLeads, noteRetry } = proxyActivities<RetryActivities>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', nonRetryableErrorTypes: [freeStuckFault] },
});
const batch = 100;

/** Sends `retry` to every stuck lead that fits, the longest stuck first. Safe to start as often as anybody likes, and to cancel. */
export async function freeStuck(input?: Partial<FreeStuckInput>): Promise<FreeStuckEnd> {
  const run = resume(input);
  const { retryId, by, reason, olderThanMs, most } = run;
  const filter = { reason, olderThanMs };
  const begin = { summary: `note that ${by} retries` };
  const begun = run.carried ?? (await beginRetry.executeWithOptions(begin, [{ retryId, by, filter, most }]));
  const progress: FreeStuckProgress = { retried: 0, after: null, ...begun };
  for (;;) {
    tellProgress(run, progress, false);
    const limit = nextBatch(run, progress, batch);
    const find = { summary: `find the next ${limit}` };
    const page = await findStuck.executeWithOptions(find, [{ filter, untilAt: progress.untilAt, after: progress.after, limit }]);
    const { leadIds } = page;
    if (leadIds.length > 0) await retryLeads.executeWithOptions({ summary: `retry ${leadIds.length} leads` }, [{ leadIds }]);
    progress.retried += leadIds.length;
    progress.after = page.next;
    const ended = page.next === null || nextBatch(run, progress, batch) === 0;
    const note = { summary: `note ${progress.retried} of ${progress.matched}` };
    await noteRetry.executeWithOptions(note, [{ retryId, retried: progress.retried, ended }]);
    if (ended) {
      tellProgress(run, progress, true);
      return end(run, progress);
    }
    if (workflowInfo().historyLength > 250) return continueAsNew<typeof freeStuck>({ ...run, carried: progress });
  }
}
