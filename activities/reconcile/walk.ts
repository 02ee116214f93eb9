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
  /** What is counted already of the page behind `after`, by name. Absent: nothing. */
  counted?: string[];
}

/** Tells in the midst of a page how far it has come. Throws when the worker ends. */
export type Beat = () => void;

/**
 * Walks over all leads of both sides, page by page, noting in Postgres how far it has come. An attempt that dies is gone on with where it was: the
 * place is in the heartbeat. Temporal's list allows few calls a second, so pages are not hurried.
 */
export async function walk(
  parts: ReconcileParts,
  reconciliationId: string,
  visit: (page: Page, tally: Tally, beat: Beat) => Promise<void>,
): Promise<ReconcileProgress> {
  const context = Context.current();
  const place: Place = (context.info.heartbeatDetails as Place | undefined) ?? { after: null, progress: noProgress };
  const tally = new Tally(place.progress, parts.log, place.counted);
  for (let after = place.after; ;) {
    goOn(context);
    const page = await loadPage(parts, after);
    await visit(page, tally, () => beat(context, page, tally));
    tally.looked(page.leads.length);
    await noteReconciliation(parts.source, reconciliationId, tally.progress, false);
    if (page.upTo === null) return tally.progress;
    after = page.upTo;
    tally.turnPage();
    context.heartbeat({ after, progress: tally.progress } satisfies Place);
    await context.sleep(betweenPagesMs);
  }
}

const betweenPagesMs = 100;

/** The page is walked again by another attempt: what was mended may no longer be found then, and what is found may be counted already. */
function beat(context: Context, { after }: Page, tally: Tally): void {
  context.heartbeat({ after, progress: tally.progress, counted: tally.names } satisfies Place);
  goOn(context);
}

function goOn({ cancellationSignal }: Context): void {
  if (cancellationSignal.aborted) throw new CancelledFailure('The worker ends; another goes on');
}
