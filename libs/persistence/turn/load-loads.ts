import type { EntityManager } from 'typeorm';
import type { Team } from '../../domain/agreement/team.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { localDayOf, startOfDay } from '../../domain/calendar/local-day.js';
import type { Load, Pace, World } from '../../domain/lifecycle/world.js';

/**
 * What the reps hold and how much their limits leave. `lock` holds all of it until the transaction ends, so that a second try at a contested
 * seat can't lose it again. Seats are counted after the loads are read: a claim that is missing here shows in `claims` when it counts.
 */
export async function loadLoads(
  manager: EntityManager,
  team: Team,
  now: Instant,
  lock: boolean,
): Promise<Pick<World, 'loads' | 'paces'>> {
  const held = await heldNow(manager, lock);
  const claims = await poolClaims(manager, team, lock);
  return {
    loads: { ...held, ...(await loadsToday(manager, team, held, now)) },
    paces: await pacesNow(manager, team, claims, now),
  };
}

const nobody: Load = { open: 0, claims: 0, lastClaimedAt: null, today: 0 };

async function heldNow(manager: EntityManager, lock: boolean): Promise<Record<string, Load>> {
  const rows = await manager.query<{ rep_id: string; open: number; claims: number; last_claimed_at: Date | null }[]>(
    `select rep_id, open, claims, last_claimed_at from rep_load order by rep_id ${lock ? 'for update' : ''}`,
  );
  return Object.fromEntries(
    rows.map(({ rep_id, open, claims, last_claimed_at }) => [
      rep_id,
      { open, claims, lastClaimedAt: last_claimed_at?.getTime() ?? null, today: 0 },
    ]),
  );
}

async function poolClaims(manager: EntityManager, team: Team, lock: boolean): Promise<Map<string, number>> {
  const pools = paced(team).map(({ id }) => id);
  if (pools.length === 0) return new Map();
  // A row that is not there can't be locked.
  if (lock) await manager.query('insert into pool_load (pool) select unnest($1::text[]) on conflict do nothing', [pools.sort()]);
  const rows = await manager.query<{ pool: string; claims: number }[]>(
    `select pool, claims from pool_load where pool = any($1) order by pool ${lock ? 'for update' : ''}`,
    [pools],
  );
  return new Map(rows.map(({ pool, claims }) => [pool, claims]));
}

/** The loads of reps with a daily limit, with what they were handed since their day began. */
async function loadsToday(
  manager: EntityManager,
  team: Team,
  held: Record<string, Load>,
  now: Instant,
): Promise<Record<string, Load>> {
  const limited = Object.values(team.reps).filter(({ dailyLimit }) => dailyLimit !== null);
  if (limited.length === 0) return {};
  const rows = await manager.query<{ rep: string; today: number }[]>(
    `select rep, (select count(*)::integer from seat where rep_id = rep and claimed_at >= since and abandoned_by is null) as today
     from unnest($1::text[], $2::timestamptz[]) as limited (rep, since)`,
    [limited.map(({ id }) => id), limited.map(({ hours }) => new Date(startOfDay(hours, localDayOf(hours, now))))],
  );
  return Object.fromEntries(rows.map(({ rep, today }) => [rep, { ...(held[rep] ?? nobody), today }]));
}

/** A pool's pace is spent while as many claims as it allows are younger than its stretch: until the oldest of them is not. */
async function pacesNow(
  manager: EntityManager,
  team: Team,
  claims: Map<string, number>,
  now: Instant,
): Promise<Record<string, Pace>> {
  const pools = paced(team);
  if (pools.length === 0) return {};
  const rows = await manager.query<{ pool: string; spent_until: Date | null }[]>(
    `select paced.pool, per + (select claimed_at from seat
       where seat.pool = paced.pool and claimed_at > $4::timestamptz - per and abandoned_by is null
       order by claimed_at desc offset at_most - 1 limit 1) as spent_until
     from (select pool, at_most, ms * interval '1 millisecond' as per
           from unnest($1::text[], $2::integer[], $3::bigint[]) as given (pool, at_most, ms)) as paced`,
    [pools.map(({ id }) => id), pools.map(({ atMost }) => atMost), pools.map(({ perMs }) => perMs), new Date(now)],
  );
  return Object.fromEntries(
    rows.map(({ pool, spent_until }) => [pool, { claims: claims.get(pool) ?? 0, spentUntilAt: spent_until?.getTime() ?? null }]),
  );
}

const paced = (team: Team): { id: string; atMost: number; perMs: number }[] =>
  Object.values(team.pools).flatMap(({ id, pace }) => (pace === null ? [] : [{ id, ...pace }]));
