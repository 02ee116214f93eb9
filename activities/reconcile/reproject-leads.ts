import type { LookRequest, ReconcileProgress } from '../../libs/messages/reconcile.js';
import { noteSent } from '../../libs/persistence/effects/note-sent.js';
import { oweRings } from '../../libs/persistence/facts/owe-rings.js';
import { inTransaction } from '../../libs/persistence/in-transaction.js';
import { lastChangeBefore, unanswered } from '../../libs/persistence/reconcile/lost.js';
import { leadsNow } from '../../libs/persistence/reconcile/page-of-leads.js';
import type { Gone } from '../../libs/temporal/what-is-gone.js';
import { someAtATime } from '../../libs/process/some-at-a-time.js';
import { findOrphans, findStrangers, type Page } from './compare-page.js';
import { atOnce, byCode, type ReconcileParts } from './reconcile-parts.js';
import type { Tally } from './tally.js';
import { walk } from './walk.js';

/** A lead that has come further than Postgres tells. */
interface AheadLead {
  leadId: string;
  /** The last turn that Postgres holds. */
  turn: number;
  /** False: its workflow has ended, and Postgres does not know. */
  runs: boolean;
}

/**
 * After Postgres was restored from before: lets every lead that is ahead of it go on from what Postgres holds, tells from the histories what is gone, and notes
 * what was sent meanwhile, so that nothing is sent twice. Workflows of leads that Postgres does not know are ended: only their senders can bring them back.
 */
export const reprojectLeads =
  (parts: ReconcileParts) =>
  (request: LookRequest): Promise<ReconcileProgress> =>
    byCode(() => walk(parts, request.reconciliationId, (page, tally) => visit(parts, request.mend, page, tally)));

async function visit(parts: ReconcileParts, mend: boolean, page: Page, tally: Tally): Promise<void> {
  for (const lead of [...(await findAhead(parts, page)), ...(await findEnded(parts, page))])
    await settle(parts, mend, lead, tally);
  const { unknown } = await findStrangers(parts, page);
  tally.found('strangers', unknown, mend ? 'stranger.terminated' : 'stranger.unknown');
  tally.lostLeads(unknown);
  if (!mend) return;
  await someAtATime(unknown, atOnce, (leadId) =>
    parts.census.terminate(leadId, 'Postgres was restored from before, and does not know this lead'),
  );
  tally.repaired('strangers', unknown.length);
}

async function settle(parts: ReconcileParts, mend: boolean, lead: AheadLead, tally: Tally): Promise<void> {
  const { leadId, turn, runs } = lead;
  const gone = await parts.census.whatIsGone(leadId, turn);
  if (gone.firstTurn === null && !runs) return; // an orphan like any other: the next watch sees to it
  tally.found('ahead', [leadId], mend ? 'ahead.reprojected' : 'ahead');
  const from = gone.firstTurn === null ? null : await lastChangeBefore(parts.source, gone.firstTurn);
  tally.lostCommands(from, await lostCommands(parts, leadId, gone));
  if (!mend) return;
  await noteSent(parts.source, leadId, turn, sentIn(gone));
  if (runs) await parts.census.reproject(leadId);
  else await inTransaction(parts.source, (manager) => oweRings(manager, [leadId]));
  tally.repaired('ahead', 1);
}

async function findAhead({ source, census }: ReconcileParts, { leads, running }: Page): Promise<AheadLead[]> {
  const told = new Map<string, number>();
  await someAtATime(
    leads.filter(({ leadId }) => running.has(leadId)),
    atOnce,
    async ({ leadId, turn }) => {
      const knows = await census.lastTurn(leadId);
      if (knows !== null && knows > turn) told.set(leadId, knows);
    },
  );
  // It may have taken a turn since its row was read.
  const now = await leadsNow(source, [...told.keys()]);
  return now.flatMap(({ leadId, turn }) => ((told.get(leadId) ?? 0) > turn ? [{ leadId, turn, runs: true }] : []));
}

async function findEnded(parts: ReconcileParts, page: Page): Promise<AheadLead[]> {
  const turns = new Map(page.leads.map(({ leadId, turn }) => [leadId, turn]));
  return (await findOrphans(parts, page)).map((leadId) => ({ leadId, turn: turns.get(leadId) ?? 0, runs: false }));
}

async function lostCommands({ source }: ReconcileParts, leadId: string, { commands }: Gone) {
  const lost = await unanswered(
    source,
    commands.map(({ id }) => id),
  );
  return commands.flatMap(({ id, kind }) => (lost.has(id) ? [{ leadId, commandId: id, kind }] : []));
}

const sentIn = ({ effects }: Gone) =>
  effects.flatMap(({ effect, outcome }) => (outcome === 'done' || outcome === 'unknown' ? [{ effect, status: outcome }] : []));
