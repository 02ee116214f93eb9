import type { EntityManager } from 'typeorm';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { World } from '../../domain/lifecycle/world.js';
import { SeatGone } from './turn-stale.js';

/** Releases and claims seats so that they are as the state says. Throws SeatGone when a rep's load is not what the decision saw. */
export async function writeSeats(manager: EntityManager, before: LeadState, after: LeadState, world: World): Promise<void> {
  if (before.repId === after.repId) return;
  if (before.repId !== null) await releaseSeat(manager, after);
  if (after.repId !== null) await claimSeat(manager, after, after.repId, world.loads[after.repId]?.claims ?? 0);
}

async function releaseSeat(manager: EntityManager, { leadId, turn }: LeadState): Promise<void> {
  await manager.query(
    `with released as (
       update seat set released_turn = $2, released_at = now() where lead_id = $1 and released_turn is null and abandoned_by is null returning rep_id
     )
     update rep_load set open = rep_load.open - 1 from released where rep_load.rep_id = released.rep_id`,
    [leadId, turn],
  );
}

// `claims` only grows, so it tells whether anybody claimed a seat of this rep since the loads were read.
async function claimSeat(
  manager: EntityManager,
  { leadId, turn, handOffs }: LeadState,
  repId: string,
  seenClaims: number,
): Promise<void> {
  const claimed = await manager.query<unknown[]>(
    `insert into rep_load (rep_id, open, claims, last_claimed_at) values ($1, 1, 1, clock_timestamp())
     on conflict (rep_id) do update set open = rep_load.open + 1, claims = rep_load.claims + 1, last_claimed_at = clock_timestamp()
       where rep_load.claims = $2
     returning rep_id`,
    [repId, seenClaims],
  );
  if (claimed.length === 0) throw new SeatGone(repId);
  await manager.query(`insert into seat (lead_id, hand_off, rep_id, turn, claimed_at) values ($1, $2, $3, $4, now())`, [
    leadId,
    handOffs,
    repId,
    turn,
  ]);
}
