import { mayHaveTurnFaults, type FindStuckRequest, type StuckIds } from '../../libs/messages/free-stuck.js';
import { nextStuck } from '../../libs/persistence/retries/next-stuck.js';
import { byCode } from './by-code.js';
import type { StuckLeads } from './stuck-leads.js';

/** The next stuck leads: those that Postgres knows, the longest stuck first; then those whose turn failed, known to Temporal alone. */
export const findStuck =
  (outside: StuckLeads) =>
  (request: FindStuckRequest): Promise<StuckIds> =>
    byCode(() => (request.after?.in === 'temporal' ? inTemporal(outside, request) : inPostgres(outside, request)));

async function inPostgres({ source }: StuckLeads, { after, ...request }: FindStuckRequest): Promise<StuckIds> {
  const page = await nextStuck(source, request, after?.in === 'postgres' ? after : null);
  if (page.next !== null) return { leadIds: page.leadIds, next: { in: 'postgres', ...page.next } };
  return { leadIds: page.leadIds, next: mayHaveTurnFaults(request.filter) ? { in: 'temporal', token: '' } : null };
}

async function inTemporal({ leads }: StuckLeads, { after, limit }: FindStuckRequest): Promise<StuckIds> {
  const token = after?.in === 'temporal' ? after.token : '';
  const { leadIds, next } = await leads.listTurnFaults(token === '' ? null : token, limit);
  return { leadIds, next: next === null ? null : { in: 'temporal', token: next } };
}
