import type { LookRequest, ReconcileProgress } from '../../libs/messages/reconcile.js';
import { noteSent, type Sent } from '../../libs/persistence/effects/note-sent.js';
import { oweRings } from '../../libs/persistence/facts/owe-rings.js';
import { inTransaction } from '../../libs/persistence/in-transaction.js';
import { lastChangeBefore, unanswered } from '../../libs/persistence/reconcile/lost.js';
import { leadsNow } from '../../libs/persistence/reconcile/page-of-leads.js';
import type { Gone } from '../../libs/temporal/what-is-gone.js';
import { beatByBeat } from './beat-by-beat.js';
import { findOrphans, findStrangers, type Page } from './compare-page.js';
import { byCode, type ReconcileParts } from './reconcile-parts.js';
import type { Tally } from './tally.js';
import { walk, type Beat } from './walk.js';

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
    byCode(() => walk(parts, request.reconciliationId, (...at) => visit(parts, request.mend, ...at)));

async function visit(parts: ReconcileParts, mend: boolean, page: Page, tally: Tally, beat: Beat): Promise<void> {
  const leads = [...(await findAhead(parts, page, beat)), ...(await findEnded(parts, page))];
  await beatByBeat(leads, (lead) => settle(parts, mend, lead, tally), beat);
  const { unknown } = await findStrangers(parts, page);
  if (mend) await beatByBeat(unknown, (leadId) => end(parts, leadId, tally), beat);
  else unknownLeads(unknown, 'stranger.unknown', tally);
}

/** Counts a lead when it is ended, and not before: another attempt finds only who runs. So no names are kept, of which there may be very many. */
async function end({ census }: ReconcileParts, leadId: string, tally: Tally): Promise<void> {
  await census.terminate(leadId, 'Postgres was restored from before, and does not know this lead');
  unknownLeads([leadId], 'stranger.terminated', tally);
  tally.repaired('strangers', 1);
}

function unknownLeads(leadIds: string[], code: string, tally: Tally): void {
  tally.found('strangers', leadIds, code);
  tally.lostLeads(leadIds);
}

async function settle(parts: ReconcileParts, mend: boolean, lead: AheadLead, tally: Tally): Promise<void> {
  const { leadId, turn, runs } = lead;
  if (tally.has(settled(leadId))) return;
  const gone = await parts.census.whatIsGone(leadId, turn);
  if (gone.firstTurn === null && !runs) return; // an orphan like any other: the next watch sees to it
  const from = gone.firstTurn === null ? null : await lastChangeBefore(parts.source, gone.firstTurn);
  const commands = await lostCommands(parts, leadId, gone);
  // What is lost is told before it is mended: nobody can find it afterwards.
  tally.once(`told ${leadId}`, () => {
    tally.found('ahead', [leadId], mend ? 'ahead.reprojected' : 'ahead');
    tally.lostCommands(from, commands);
  });
  if (mend) await goOnFromPostgres(parts, lead, gone);
  tally.once(settled(leadId), () => tally.repaired('ahead', mend ? 1 : 0));
}

/** A lead that is settled may still be ahead for a while: until it has taken its signal, or was rung. */
const settled = (leadId: string): string => `settled ${leadId}`;

async function goOnFromPostgres(
  { source, census }: ReconcileParts,
  { leadId, turn, runs }: AheadLead,
  gone: Gone,
): Promise<void> {
  await noteSent(source, leadId, turn, sentIn(gone));
  if (runs) await census.reproject(leadId);
  else await inTransaction(source, (manager) => oweRings(manager, [leadId]));
}

async function findAhead({ source, census }: ReconcileParts, { leads, running }: Page, beat: Beat): Promise<AheadLead[]> {
  const told = new Map<string, number>();
  await beatByBeat(
    leads.filter(({ leadId }) => running.has(leadId)),
    async ({ leadId, turn }) => {
      const knows = await census.lastTurn(leadId);
      if (knows !== null && knows > turn) told.set(leadId, knows);
    },
    beat,
  );
  // It may have taken a turn since its row was read.
  const now = await leadsNow(source, [...told.keys()]);
  return now.flatMap(({ leadId, turn }) => ((told.get(leadId) ?? 0) > turn ? [{ leadId, turn, runs: true }] : []));
}

async function findEnded(parts: ReconcileParts, page: Page): Promise<AheadLead[]> {
  return (await findOrphans(parts, page)).map(({ leadId, turn }) => ({ leadId, turn, runs: false }));
}

async function lostCommands({ source }: ReconcileParts, leadId: string, { commands }: Gone) {
  const lost = await unanswered(
    source,
    commands.map(({ id }) => id),
  );
  return commands.flatMap(({ id, kind }) => (lost.has(id) ? [{ leadId, commandId: id, kind }] : []));
}

const sentIn = ({ effects }: Gone): Sent[] =>
  effects.flatMap(({ effect, outcome, at }) =>
    outcome === 'done' || outcome === 'unknown' ? [{ effect, status: outcome, at }] : [],
  );
