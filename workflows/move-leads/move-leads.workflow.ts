import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { MoveActivities } from '../../activities/move-leads/create-move-activities.js';
import { moveFault, type MovedPage, type MoveEnd, type MoveInput, type MoveProgress } from '../../libs/messages/move-leads.js';
import { tellProgress } from './progress.js';

// An outage is waited out for a while; then the run fails, for all to see, and may be started again: it does nothing twice.
const activities = proxyActivities<MoveActivities>({
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '20m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', nonRetryableErrorTypes: [moveFault] },
});
const limit = 50;

/** Previews a move of running leads to the version in force, carries it out, or takes it back: page by page. Safe to cancel, and to start again. */
export async function moveLeads({ moveId, act, carried }: MoveInput): Promise<MoveEnd> {
  if (act === 'preview' && carried === null) await activities.beginPreview({ moveId });
  const progress: MoveProgress = carried ?? { phase: act === 'move' ? 'again' : 'act', leads: 0, after: null };
  for (;;) {
    tellProgress({ moveId, act, carried: progress }, false);
    const take = progress.phase === 'again' ? activities.previewAgain : takes[act];
    const summary = progress.phase === 'again' ? 'preview again who has changed' : `${act} the next ${limit}`;
    const page = await take.executeWithOptions({ summary }, [{ moveId, after: progress.after, limit }]);
    if (progress.phase === 'act') count(progress, page);
    progress.after = page.next;
    if (page.next === null) {
      if (progress.phase === 'act') break;
      progress.phase = 'act';
    }
    if (workflowInfo().historyLength > 250) return continueAsNew<typeof moveLeads>({ moveId, act, carried: progress });
  }
  await activities.endMove({ moveId, act });
  tellProgress({ moveId, act, carried: progress }, true);
  return { moveId, act, leads: progress.leads, unanswered: progress.unanswered ?? 0 };
}

function count(progress: MoveProgress, { leads, unanswered = 0 }: MovedPage): void {
  progress.leads += leads;
  progress.unanswered = (progress.unanswered ?? 0) + unanswered;
}

const takes = { preview: activities.previewLeads, move: activities.moveLeads, undo: activities.undoLeads };
