import type { EntityManager } from 'typeorm';

/** A due row that this transaction holds, with its lead. */
export interface ClaimedRow {
  leadId: string;
  bulk: boolean;
  unheard: boolean;
  wake: boolean;
  at: Date;
}

/** Rings of the bulk lane that lives have not heard yet, at most. Few enough that a hand-off behind all of them is still told within a second. */
export const bulkRingsUnheard = 24;
const bulkLaneLock = 7_301_002;

/**
 * Claims due leads, the longest due first: those that somebody's own doing made due, and if these are fewer than `atMost`, as many of the bulk
 * lane as it has places free. One relay at a time works the bulk lane, so that its places are counted exactly; the others see to the rest.
 */
export async function claimDue(manager: EntityManager, atMost: number): Promise<ClaimedRow[]> {
  const urgent = await claim(manager, 'not bulk', atMost);
  const places = urgent.length < atMost ? await placesInBulkLane(manager) : 0;
  if (places <= 0) return urgent;
  return [...urgent, ...(await claim(manager, 'bulk', Math.min(places, atMost - urgent.length)))];
}

// Leads that someone else holds are left to them: nothing waits, so nothing deadlocks. The rows are found first, by index, and the leads by their keys.
function claim(manager: EntityManager, lane: 'bulk' | 'not bulk', atMost: number): Promise<ClaimedRow[]> {
  return manager.query(
    `with due as materialized (
       select lead_id, due_at, bulk, unheard, wake from due_lead where ${lane} and due_at <= now() order by due_at limit $1 for update skip locked
     )
     select lead.lead_id as "leadId", due.bulk, due.unheard, due.wake, clock_timestamp() as at
     from due join lead using (lead_id) order by due.due_at for no key update of lead skip locked`,
    [atMost],
  );
}

// The lock is asked for only when somebody waits in the lane; the places are counted after it, so that the count is the latest.
async function placesInBulkLane(manager: EntityManager): Promise<number> {
  const [lane] = await manager.query<{ mine: boolean }[]>(
    `select case when (select min(due_at) from due_lead where bulk) <= now() then pg_try_advisory_xact_lock($1) else false end as mine`,
    [bulkLaneLock],
  );
  if (lane?.mine !== true) return 0;
  const [taken] = await manager.query<{ n: number }[]>('select count(*)::int as n from due_lead where unheard');
  return bulkRingsUnheard - (taken?.n ?? 0);
}
