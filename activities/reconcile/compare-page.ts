import { failureTypes } from '../../libs/messages/activities.js';
import { confirmLate } from '../../libs/persistence/reconcile/late-leads.js';
import { leadsNow, pageOfLeads, type KnownLead, type LeadNow } from '../../libs/persistence/reconcile/page-of-leads.js';
import { someAtATime } from '../../libs/process/some-at-a-time.js';
import { atOnce, pageSize, type ReconcileParts } from './reconcile-parts.js';

/** Postgres and Temporal, side by side for one range of ids. */
export interface Page {
  leads: KnownLead[];
  running: Set<string>;
  after: string | null;
  /** The last id of the range; null: this is the last page. */
  upTo: string | null;
}

export async function loadPage(
  { source, census }: Pick<ReconcileParts, 'source' | 'census'>,
  after: string | null,
): Promise<Page> {
  const leads = await pageOfLeads(source, after, pageSize);
  const upTo = leads.length < pageSize ? null : (leads.at(-1)?.leadId ?? null);
  return { leads, running: new Set(await census.running(after, upTo)), after, upTo };
}

/** Open leads without a running workflow. Temporal's list lags, so each is looked at, and then once more in Postgres: it may have ended meanwhile. */
export async function findOrphans({ source, census }: ReconcileParts, { leads, running }: Page): Promise<LeadNow[]> {
  const missing: string[] = [];
  await someAtATime(
    leads.filter(({ leadId, open }) => open && !running.has(leadId)),
    atOnce,
    async ({ leadId }) => {
      if ((await census.look(leadId))?.isRunning !== true) missing.push(leadId);
    },
  );
  return (await leadsNow(source, missing)).filter(({ open }) => open);
}

/** Running workflows that should not run. */
export interface Strangers {
  /** Their leads have ended some minutes ago. A lead that is stuck is none: it stays, however it ended, until somebody has looked. */
  ended: string[];
  /** Postgres knows no such lead. */
  unknown: string[];
}

export async function findStrangers({ source, census }: ReconcileParts, { leads, running }: Page): Promise<Strangers> {
  const known = new Map(leads.map((lead) => [lead.leadId, lead]));
  const strange = [...running].filter((leadId) => isUuid.test(leadId) && known.get(leadId)?.ended !== false);
  const now = new Map((await leadsNow(source, strange)).map((lead) => [lead.leadId, lead]));
  const found: Strangers = { ended: [], unknown: [] };
  await someAtATime(
    strange.filter((leadId) => now.get(leadId)?.longEnded !== false),
    atOnce,
    async (leadId) => {
      const run = await census.look(leadId);
      if (run?.isRunning !== true) return;
      if (!now.has(leadId)) found.unknown.push(leadId);
      else if (run.stuck === null) found.ended.push(leadId);
    },
  );
  return found;
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Overdue at two looks in a row, and no turn between them. A turn that can't be taken has an alarm of its own. */
export async function findLate({ source, census }: ReconcileParts, { leads, running, ...range }: Page): Promise<string[]> {
  const overdue = leads.filter((lead) => lead.overdue && running.has(lead.leadId));
  const late: string[] = [];
  await someAtATime(await confirmLate(source, range, overdue), atOnce, async (leadId) => {
    const stuck = (await census.look(leadId))?.stuck ?? null;
    if (stuck !== failureTypes.turnFault && stuck !== failureTypes.turnAhead) late.push(leadId);
  });
  return late;
}
