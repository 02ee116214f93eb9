import type { EntityManager } from 'typeorm';
import { unroutedQueue } from '../../domain/routing/unrouted.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';

/** Keeps the row of a lead that is held or unrouted; one that waits no more has none. `anew`: what stands there is of another branch. */
export async function writeWaiting(manager: EntityManager, before: LeadState, after: LeadState, anew: boolean): Promise<void> {
  const { leadId, handOff } = after;
  if (handOff !== null && waits(after)) {
    await manager.query(
      `insert into waiting_lead (lead_id, since_at, reps) values ($1, $2, $3)
       on conflict (lead_id) do update set since_at = excluded.since_at, reps = excluded.reps`,
      [leadId, new Date(handOff.openedAt), handOff.waitsFor ?? []],
    );
  } else if (anew || waits(before)) await manager.query('delete from waiting_lead where lead_id = $1', [leadId]);
}

const waits = ({ repId, queue, handOff }: LeadState): boolean =>
  handOff !== null && repId === null && (queue === unroutedQueue || handOff.heldUntilAt !== null);

/** For each rep with a free seat the lead that has waited longest for one of theirs, if one does. */
export async function nextInLine(manager: EntityManager, repIds: string[]): Promise<string[]> {
  if (repIds.length === 0) return [];
  const rows = await manager.query<{ lead_id: string }[]>(
    `select distinct first.lead_id from unnest($1::text[]) as freed (rep_id),
       lateral (select lead_id from waiting_lead where reps @> array[freed.rep_id] order by since_at, lead_id limit 1) as first`,
    [repIds],
  );
  return rows.map(({ lead_id }) => lead_id);
}
