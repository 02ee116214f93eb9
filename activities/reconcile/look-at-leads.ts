import type { LookRequest, ReconcileProgress } from '../../libs/messages/reconcile.js';
import { oweRings } from '../../libs/persistence/facts/owe-rings.js';
import { inTransaction } from '../../libs/persistence/in-transaction.js';
import { someAtATime } from '../../libs/process/some-at-a-time.js';
import { findLate, findOrphans, findStrangers, type Page } from './compare-page.js';
import { atOnce, byCode, type ReconcileParts } from './reconcile-parts.js';
import type { Tally } from './tally.js';
import { walk } from './walk.js';

/**
 * Compares Postgres with Temporal, both ways, and mends what one can mend without asking: leads are rung, as by any fact, and open from their rows.
 * A workflow whose lead Postgres does not know is only told of: it may be Postgres that is wrong.
 */
export const lookAtLeads =
  (parts: ReconcileParts) =>
  (request: LookRequest): Promise<ReconcileProgress> =>
    byCode(async () => {
      const progress = await walk(parts, request.reconciliationId, (page, tally) => visit(parts, request, page, tally));
      if (request.kind !== 'watch') return progress;
      const { found } = progress;
      return { ...progress, found: { ...found, ahead: found.ahead + (await parts.census.countAhead()) } };
    });

/**
 * Of open leads without a workflow, those whose last one ended ahead of Postgres: that was restored from before, and only `reproject` may let them go on.
 * Rung, they would forget what they had done, mails included. A rebuild is asked for when there is nothing to go by but Postgres.
 */
async function withoutWorkflow(parts: ReconcileParts, kind: LookRequest['kind'], page: Page) {
  const missing = await findOrphans(parts, page);
  const orphans: string[] = [];
  const ahead: string[] = [];
  await someAtATime(missing, atOnce, async ({ leadId, turn }) => {
    const knows = kind === 'rebuild' ? null : await parts.census.lastTurn(leadId);
    (knows !== null && knows > turn ? ahead : orphans).push(leadId);
  });
  return { orphans, ahead };
}

async function visit(parts: ReconcileParts, { kind, mend }: LookRequest, page: Page, tally: Tally): Promise<void> {
  const { orphans, ahead } = await withoutWorkflow(parts, kind, page);
  tally.found('orphans', orphans, mend ? 'orphan.rung' : 'orphan');
  tally.found('ahead', ahead, 'ahead');
  const unheard = page.leads.filter((lead) => lead.unheard).map(({ leadId }) => leadId);
  tally.found('unheard', unheard, mend ? 'unheard.rung' : 'unheard');
  // A Temporal that was lost has rung nobody, whatever is noted; and nobody there is late.
  const again = kind === 'rebuild' ? page.leads.filter(({ rung }) => rung).map(({ leadId }) => leadId) : [];
  const late = kind === 'watch' ? await findLate(parts, page) : [];
  tally.found('late', late, mend ? 'late.rung' : 'late');
  const { ended, unknown } = await findStrangers(parts, page);
  tally.found('strangers', ended, mend ? 'stranger.rung' : 'stranger');
  tally.found('strangers', unknown, 'stranger.unknown');
  if (!mend) return;

  await inTransaction(parts.source, (manager) => oweRings(manager, [...orphans, ...unheard, ...again, ...late]));
  await someAtATime(ended, atOnce, (leadId) => parts.leads.ring(leadId, 0));
  // Of a rebuild, only what runs counts as mended: see await-rebuilt.ts.
  if (kind === 'watch') tally.repaired('orphans', orphans.length);
  tally.repaired('unheard', unheard.length);
  tally.repaired('late', late.length);
  tally.repaired('strangers', ended.length);
}
