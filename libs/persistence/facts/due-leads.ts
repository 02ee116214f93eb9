import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';

/** Channel on which the relay is told that a lead is due now. Carries nothing. */
export const dueChannel = 'due_lead';

/** `at`: default now. `bulk`: it came with many others, and may wait behind a lead that came alone. */
export interface DueOptions {
  at?: Date;
  bulk?: boolean;
}

/**
 * The relay must look at these leads at `at`, or earlier if that was already asked for. Call it last in a
 * transaction: leads are locked first, due rows after them, by everyone.
 */
export async function makeDue(manager: EntityManager, leadIds: string[], { at }: DueOptions = {}): Promise<void> {
  if (leadIds.length === 0) return;
  await manager.query(
    `insert into due_lead (lead_id, due_at)
     select id, coalesce($2::timestamptz, now()) from unnest($1::uuid[]) as id order by id
     on conflict (lead_id) do update set due_at = least(due_lead.due_at, excluded.due_at)`,
    [[...new Set(leadIds)], at ?? null],
  );
  if (!at) await manager.query(`select pg_notify('${dueChannel}', '')`);
}

/** For the relay, of leads it has claimed: when each must be looked at again; `null` is never, until something makes it due. */
export async function setDue(manager: EntityManager, next: { leadId: string; dueAt: Instant | null }[]): Promise<void> {
  const quiet = next.filter(({ dueAt }) => dueAt === null);
  const again = next.flatMap(({ leadId, dueAt }) => (dueAt === null ? [] : [{ leadId, dueAt: new Date(dueAt) }]));
  await manager.query('delete from due_lead where lead_id = any($1::uuid[])', [quiet.map(({ leadId }) => leadId)]);
  await manager.query(
    `update due_lead set due_at = next.due_at from unnest($1::uuid[], $2::timestamptz[]) as next(lead_id, due_at)
     where due_lead.lead_id = next.lead_id`,
    [again.map(({ leadId }) => leadId), again.map(({ dueAt }) => dueAt)],
  );
}
