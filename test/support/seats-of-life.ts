import type { Team } from '../../libs/domain/agreement/team.js';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import { localDayOf, startOfDay } from '../../libs/domain/calendar/local-day.js';
import type { Load, Pace } from '../../libs/domain/lifecycle/world.js';

export interface Seat {
  repId: string;
  pool: string | null;
  at: Instant;
}

/** What the reps and pools of a spec's leads hold. */
export interface Held {
  now: Instant;
  team: Team;
  loads: Record<string, Load>;
  seats: Seat[];
}

/** The lead goes from one rep, or nobody, to another. */
export function moveSeat({ now, loads, seats }: Held, before: string | null, after: string | null, pool: string | null): void {
  if (before === after) return;
  const load = (repId: string): Load => loads[repId] ?? { open: 0, claims: 0, lastClaimedAt: null, today: 0 };
  if (before !== null) loads[before] = { ...load(before), open: load(before).open - 1 };
  if (after === null) return;
  loads[after] = { open: load(after).open + 1, claims: load(after).claims + 1, lastClaimedAt: now, today: 0 };
  seats.push({ repId: after, pool, at: now });
}

export function loadsNow({ now, team, loads, seats }: Held): Record<string, Load> {
  const counted = Object.entries(loads).map(([repId, load]) => {
    const hours = team.reps[repId]?.hours ?? null;
    const since = startOfDay(hours, localDayOf(hours, now));
    return [repId, { ...load, today: seats.filter((seat) => seat.repId === repId && seat.at >= since).length }] as const;
  });
  return Object.fromEntries(counted);
}

export function pacesNow({ now, team, seats }: Held): Record<string, Pace> {
  const paced = Object.values(team.pools).flatMap(({ id, pace }) => (pace === null ? [] : [{ id, ...pace }]));
  return Object.fromEntries(
    paced.map(({ id, atMost, perMs }) => {
      const taken = seats.filter(({ pool, at }) => pool === id && at > now - perMs).sort((a, b) => b.at - a.at);
      const last = taken[atMost - 1];
      return [id, { claims: taken.length, spentUntilAt: last === undefined ? null : last.at + perMs }];
    }),
  );
}
