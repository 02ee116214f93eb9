import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';

/** Channel on which the relay is told that a lead is due now. Carries nothing. */
export const dueChannel = 'due_lead';

export interface DueOptions {
  /** Default: now. */
  at?: Date;
  /** It came with many others: it may wait behind a lead that came alone, and is rung only as fast as lives can hear. */
  bulk?: boolean;
  /** Ring the life though no fact and no standing changed: something that it waits for has become free. */
  wake?: boolean;
}

/** SQL: notes that the relay must look at `rows`: lead id, instant, bulk, wake. */
export const upsertDue = (rows: string): string => `insert into due_lead (lead_id, due_at, bulk, wake) ${rows}
       on conflict (lead_id) do update set due_at = least(due_lead.due_at, excluded.due_at), wake = due_lead.wake or excluded.wake,
         bulk = excluded.bulk and not due_lead.unheard and (due_lead.bulk or due_lead.due_at > now())
       -- A row that says so already is not written again.
       where due_lead.due_at > excluded.due_at or excluded.wake and not due_lead.wake
         or due_lead.bulk <> (excluded.bulk and not due_lead.unheard and (due_lead.bulk or due_lead.due_at > now()))`;

/**
 * The relay must look at these leads at `at`, or earlier if that was already asked for. A lead that waits for somebody's own doing stays
 * ahead of what comes in bulk. Call it once and last in a transaction: leads are locked first, due rows after them in order of lead id, by everyone.
 */
export async function makeDue(
  manager: EntityManager,
  leadIds: string[],
  { at, bulk = false, wake = false }: DueOptions = {},
): Promise<void> {
  if (leadIds.length === 0) return;
  await manager.query(
    `with due as (
       ${upsertDue('select id, coalesce($2::timestamptz, now()), $3, $4 from unnest($1::uuid[]) as id order by id')}
     )
     select pg_notify('${dueChannel}', '') where $2::timestamptz is null`,
    [[...new Set(leadIds)], at ?? null, bulk, wake],
  );
}

/** When the relay must look at a lead again. */
export interface NextLook {
  leadId: string;
  /** Null: never, until something makes it due. */
  dueAt: Instant | null;
  /** It waits in the bulk lane. */
  bulk: boolean;
  /** A ring of the bulk lane is on its way: it takes one of the lane's places until the life has heard it. */
  unheard: boolean;
  /** The life is to be rung then whatever its standing: it could not be rung now. */
  wake: boolean;
}

/** For the relay, of leads it has claimed. */
export async function setDue(manager: EntityManager, next: NextLook[]): Promise<void> {
  const quiet = next.filter(({ dueAt }) => dueAt === null);
  const again = next.flatMap((look) => (look.dueAt === null ? [] : [{ ...look, dueAt: new Date(look.dueAt) }]));
  if (quiet.length > 0)
    await manager.query('delete from due_lead where lead_id = any($1::uuid[])', [quiet.map(({ leadId }) => leadId)]);
  if (again.length === 0) return;
  await manager.query(
    `update due_lead set due_at = next.due_at, bulk = next.bulk, unheard = next.unheard, wake = next.wake
     from unnest($1::uuid[], $2::timestamptz[], $3::boolean[], $4::boolean[], $5::boolean[]) as next(lead_id, due_at, bulk, unheard, wake)
     where due_lead.lead_id = next.lead_id`,
    [
      again.map(({ leadId }) => leadId),
      again.map(({ dueAt }) => dueAt),
      again.map(({ bulk }) => bulk),
      again.map(({ unheard }) => unheard),
      again.map(({ wake }) => wake),
    ],
  );
}
