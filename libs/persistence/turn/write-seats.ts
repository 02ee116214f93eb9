import type { EntityManager } from 'typeorm';
import type { Team } from '../../domain/agreement/team.js';
import type { LeadEvent } from '../../domain/lifecycle/events.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';
import type { World } from '../../domain/lifecycle/world.js';
import { SeatGone } from './turn-stale.js';

/**
 * Releases and claims seats so that they are as the state says. Returns the reps who now have a seat for somebody else. Throws SeatGone when
 * the loads are not what the decision saw.
 */
export async function writeSeats(
  manager: EntityManager,
  before: LeadState,
  after: LeadState,
  world: World,
  events: LeadEvent[],
): Promise<string[]> {
  await lockLoads(manager, before, after);
  await checkFull(manager, waitsFor(after), world);
  if (before.repId === after.repId) return passedOn(before, after, world);
  const released = before.repId === null ? [] : await releaseSeat(manager, after, world.team);
  if (after.repId !== null) await claimSeat(manager, after, after.repId, world, events.findLast(isAssigned));
  return [...released, ...passedOn(before, after, world)];
}

const waitsFor = ({ handOff }: LeadState): string[] => handOff?.waitsFor ?? [];

type Assigned = Extract<LeadEvent, { kind: 'LeadAssigned' }>;
const isAssigned = (event: LeadEvent): event is Assigned => event.kind === 'LeadAssigned';

// A seat that came free while this lead was queued would wake nobody: who releases it looks for waiting leads, and this one is not there yet.
async function checkFull(manager: EntityManager, repIds: string[], { loads }: World): Promise<void> {
  if (repIds.length === 0) return;
  const rows = await manager.query<{ rep_id: string; open: number }[]>(
    'select rep_id, open from rep_load where rep_id = any($1) order by rep_id for share',
    [repIds],
  );
  const freed = rows.find(({ rep_id, open }) => open < (loads[rep_id]?.open ?? 0));
  if (freed !== undefined) throw new SeatGone(freed.rep_id);
}

// A lead that was woken for a seat and has gone elsewhere passes the wake on: the next in line may have the seat.
function passedOn(before: LeadState, after: LeadState, { team, loads }: World): string[] {
  if (waitsFor(after).length > 0) return [];
  const heldBy = (repId: string): number => (loads[repId]?.open ?? 0) + (repId === after.repId ? 1 : 0);
  return waitsFor(before).filter((repId) => hasSeat(team, repId, heldBy(repId)));
}

// Nobody waits for a rep whose seats are not counted.
function hasSeat(team: Team, repId: string, open: number): boolean {
  const capacity = team.reps[repId]?.capacity ?? null;
  return capacity !== null && open < capacity;
}

// Loads are locked in one order by everyone: two leads that change places would each wait for the other. A single one needs no order.
async function lockLoads(manager: EntityManager, before: LeadState, after: LeadState): Promise<void> {
  if (before.repId === after.repId) return;
  const repIds = [before.repId, after.repId, ...waitsFor(after)].filter((repId) => repId !== null);
  if (repIds.length > 1) await manager.query('select from rep_load where rep_id = any($1) order by rep_id for update', [repIds]);
}

async function releaseSeat(manager: EntityManager, { leadId, turn }: LeadState, team: Team): Promise<string[]> {
  const [rows] = await manager.query<[{ rep_id: string; open: number }[], number]>(
    `with released as (
       update seat set released_turn = $2, released_at = now() where lead_id = $1 and released_turn is null and abandoned_by is null returning rep_id
     )
     update rep_load set open = rep_load.open - 1 from released where rep_load.rep_id = released.rep_id returning rep_load.rep_id, open`,
    [leadId, turn],
  );
  return rows.filter(({ rep_id, open }) => hasSeat(team, rep_id, open)).map(({ rep_id }) => rep_id);
}

// `claims` only grows, so it tells whether anybody claimed a seat of this rep since the loads were read.
async function claimSeat(
  manager: EntityManager,
  { leadId, turn, handOffs }: LeadState,
  repId: string,
  { team, loads, paces }: World,
  assigned: Assigned | undefined,
): Promise<void> {
  const claimed = await manager.query<unknown[]>(
    `insert into rep_load (rep_id, open, claims, last_claimed_at) values ($1, 1, 1, clock_timestamp())
     on conflict (rep_id) do update set open = rep_load.open + 1, claims = rep_load.claims + 1, last_claimed_at = clock_timestamp()
       where rep_load.claims = $2
     returning rep_id`,
    [repId, loads[repId]?.claims ?? 0],
  );
  if (claimed.length === 0) throw new SeatGone(repId);
  const pool = assigned?.pool ?? null;
  if (pool !== null && (team.pools[pool]?.pace ?? null) !== null) await claimPace(manager, pool, paces[pool]?.claims ?? 0);
  await manager.query(
    `insert into seat (lead_id, hand_off, rep_id, turn, claimed_at, pool) values ($1, $2, $3, $4, coalesce($5::timestamptz, now()), $6)`,
    [leadId, handOffs, repId, turn, assigned === undefined ? null : new Date(assigned.at), pool],
  );
}

// The same for the pool: its pace holds exactly, however many leads come at once.
async function claimPace(manager: EntityManager, pool: string, seenClaims: number): Promise<void> {
  const claimed = await manager.query<unknown[]>(
    `insert into pool_load (pool, claims) values ($1, 1)
     on conflict (pool) do update set claims = pool_load.claims + 1 where pool_load.claims = $2 returning pool`,
    [pool, seenClaims],
  );
  if (claimed.length === 0) throw new SeatGone(pool);
}
