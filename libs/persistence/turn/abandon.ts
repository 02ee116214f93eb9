import type { EntityManager } from 'typeorm';
import { running } from '../../domain/lifecycle/clock-records.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import { restoreDropped } from '../effects/drop-effects.js';
import { abandonMoved } from '../moves/write-moved.js';
import { noteWithdrawn, upsertClocks } from './write-clocks.js';

/**
 * The fence. Abandons all that was written after the last turn this branch knows: events, answers, seats, clocks, dossiers and planned effects
 * are kept, marked with the turn that found them, and no reader shows them. What the abandoned branch had ended is as it was before.
 * Returns the reps whose seats it gave back.
 */
export async function abandonBranch(manager: EntityManager, state: LeadState, number: number): Promise<string[]> {
  const { leadId, turn: prev } = state;
  for (const table of ['turn', 'event', 'clock', 'dossier', 'effect']) {
    await manager.query(
      `update ${table} set abandoned_by = $3 where lead_id = $1 and turn > $2 and turn < $3 and abandoned_by is null`,
      [leadId, prev, number],
    );
  }
  await manager.query('update command set answer = null, turn = null where lead_id = $1 and turn > $2 and turn < $3', [
    leadId,
    prev,
    number,
  ]);
  await restoreDropped(
    manager,
    leadId,
    state.effects.map(({ effect }) => effect.key),
  );
  await abandonMoved(manager, leadId, prev, number);
  const freed = await abandonSeats(manager, leadId, prev, number);
  await upsertClocks(manager, state, prev, state.clocks.map(running));
  await noteWithdrawn(
    manager,
    leadId,
    (state.broken ?? []).map(({ id }) => id),
    null,
  );
  return freed;
}

async function abandonSeats(manager: EntityManager, leadId: string, prev: number, number: number): Promise<string[]> {
  const [freed] = await manager.query<[{ rep_id: string }[], number]>(
    `with undone as (
       update seat set abandoned_by = $3 where lead_id = $1 and turn > $2 and turn < $3 and abandoned_by is null returning rep_id, released_turn
     )
     update rep_load set open = rep_load.open - 1 from undone where rep_load.rep_id = undone.rep_id and undone.released_turn is null returning rep_load.rep_id`,
    [leadId, prev, number],
  );
  await manager.query(
    `with held_again as (
       update seat set released_turn = null, released_at = null
       where lead_id = $1 and released_turn > $2 and released_turn < $3 and abandoned_by is null returning rep_id
     )
     update rep_load set open = rep_load.open + 1 from held_again where rep_load.rep_id = held_again.rep_id`,
    [leadId, prev, number],
  );
  return freed.map(({ rep_id }) => rep_id);
}
