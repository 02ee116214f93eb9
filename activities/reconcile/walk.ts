import { CancelledFailure, Context } from '@temporalio/activity';
import { noProgress, type ReconcileProgress } from '../../libs/messages/reconcile.js';
import { noteReconciliation } from '../../libs/persistence/reconcile/reconciliations.js';
import { loadPage, type Page } from './compare-page.js';
import type { ReconcileParts } from './reconcile-parts.js';
import { Tally } from './tally.js';

/** Where an attempt goes on that another has left off. */
interface Place {
  after: string | null;
  progress: ReconcileProgress;
}

/**
 * Walks over all leads of both sides, page by page, noting in Postgres how far it has come. An attempt that dies is gone on with where it was: the
 * place is in the heartbeat. Temporal's list allows few calls a second, so pages are not hurried.
 */
export async function walk(
  parts: ReconcileParts,
  reconciliationId: string,
  visit: (page: Page, tally: Tally) => Promise<void>,
): Promise<ReconcileProgress> {
  const context = Context.current();
  const place: Place = (context.info.heartbeatDetails as Place | undefined) ?? { after: null, progress: noProgress };
  const tally = new Tally(place.progress, parts.log);
  for (let after = place.after; ;) {
    if (context.cancellationSignal.aborted) throw new CancelledFailure('The worker ends; another goes on');
    const page = await loadPage(parts, after);
    await visit(page, tally);
    tally.looked(page.leads.length);
    await noteReconciliation(parts.source, reconciliationId, tally.progress, false);
    if (page.upTo === null) return tally.progress;
    after = page.upTo;
    context.heartbeat({ after, progress: tally.progress } satisfies Place);
    await context.sleep(betweenPagesMs);
  }
}

const betweenPagesMs = 100;
