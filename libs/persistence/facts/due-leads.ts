import type { EntityManager } from 'typeorm';

/** Channel on which the relay is told that a lead is due now. Carries nothing. */
export const dueChannel = 'due_lead';

/**
 * The relay must look at these leads at `at` (default: now), or earlier if that was already asked for. Call it last in a
 * transaction: leads are locked first, due rows after them, by everyone.
 */
export async function makeDue(manager: EntityManager, leadIds: string[], at?: Date): Promise<void> {
  if (leadIds.length === 0) return;
  await manager.query(
    `insert into due_lead (lead_id, due_at)
     select id, coalesce($2::timestamptz, now()) from unnest($1::uuid[]) as id order by id
     on conflict (lead_id) do update set due_at = least(due_lead.due_at, excluded.due_at)`,
    [[...new Set(leadIds)], at ?? null],
  );
  if (!at) await manager.query(`select pg_notify('${dueChannel}', '')`);
}
