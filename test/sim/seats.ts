import { localDayOf, startOfDay } from '../../libs/domain/calendar/local-day.js';
import type { LeadEvent } from '../../libs/domain/lifecycle/events.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import type { Load, Pace } from '../../libs/domain/lifecycle/world.js';
import { teamOf, type House, type Seat, type SimLead } from './house.js';
import { minute, type Instant } from './time.js';

type Assigned = Extract<LeadEvent, { kind: 'LeadAssigned' }>;
const isAssigned = (event: LeadEvent): event is Assigned => event.kind === 'LeadAssigned';

const isOpenSeat = ({ releasedTurn, abandoned }: Seat): boolean => releasedTurn === null && !abandoned;

/** As libs/persistence/turn/load-loads.ts counts them. */
export function loadsOf(house: House, now: Instant): Record<string, Load> {
  const loads: Record<string, Load> = {};
  for (const [repId, { claims, lastClaimedAt }] of house.claims) loads[repId] = { open: 0, claims, lastClaimedAt, today: 0 };
  for (const { repId } of house.openSeats) {
    const load = loads[repId];
    if (load !== undefined) load.open += 1;
  }
  for (const { id, hours, dailyLimit } of Object.values(teamOf(house).reps)) {
    const load = dailyLimit === null ? undefined : loads[id];
    if (load === undefined) continue;
    const since = startOfDay(hours, localDayOf(hours, now));
    load.today = takenSince(house, since).filter(({ repId, at }) => repId === id && at >= since).length;
  }
  return loads;
}

export function pacesOf(house: House, now: Instant): Record<string, Pace> {
  const paced = Object.values(teamOf(house).pools).flatMap(({ id, pace }) => (pace === null ? [] : [{ id, ...pace }]));
  return Object.fromEntries(
    paced.map(({ id, atMost, perMs }) => {
      const taken = takenSince(house, now - perMs).filter(({ pool, at }) => pool === id && at > now - perMs);
      const last = taken.map(({ at }) => at).sort((a, b) => b - a)[atMost - 1];
      return [id, { claims: taken.length, spentUntilAt: last === undefined ? null : last + perMs }];
    }),
  );
}

// Seats lie in the order of their turns, but for some milliseconds, and none is taken after its turn.
function takenSince({ seats }: House, since: Instant): Seat[] {
  const taken: Seat[] = [];
  for (let n = seats.length - 1; n >= 0; n -= 1) {
    const seat = seats[n];
    if (seat === undefined || seat.turn < since - minute) break;
    if (!seat.abandoned) taken.push(seat);
  }
  return taken;
}

/** Releases and claims seats so that they are as the state says, and wakes the lead that waits longest for one that is free now. */
export function writeSeats(house: House, lead: SimLead, before: LeadState, after: LeadState, events: LeadEvent[]): void {
  if (before.repId === after.repId) return passOn(house, before, after);
  for (const seat of house.openSeats) if (seat.lead === lead.number) seat.releasedTurn = after.turn;
  if (after.repId !== null) claim(house, lead, after, after.repId, events.findLast(isAssigned));
  house.openSeats = house.openSeats.filter(isOpenSeat);
  wakeNext(house, before.repId === null ? [] : [before.repId]);
  passOn(house, before, after);
}

function claim(house: House, lead: SimLead, { turn }: LeadState, repId: string, assigned: Assigned | undefined): void {
  const at = assigned?.at ?? turn;
  const pool = assigned?.pool ?? null;
  const seat: Seat = { lead: lead.number, repId, pool, at, turn, releasedTurn: null, abandoned: false };
  house.seats.push(seat);
  house.openSeats.push(seat);
  const { claims, lastClaimedAt } = house.claims.get(repId) ?? { claims: 0, lastClaimedAt: 0 };
  house.claims.set(repId, { claims: claims + 1, lastClaimedAt: Math.max(lastClaimedAt, at) });
}

/** What a branch did to the seats is undone. */
export function abandonSeats(house: House, lead: SimLead, prev: number): void {
  const undone = house.seats.filter((seat) => seat.lead === lead.number && seat.turn > prev && !seat.abandoned);
  for (const seat of undone) seat.abandoned = true;
  for (const seat of house.seats)
    if (seat.lead === lead.number && !seat.abandoned && (seat.releasedTurn ?? 0) > prev) seat.releasedTurn = null;
  house.openSeats = house.seats.filter(isOpenSeat);
  wakeNext(
    house,
    undone.map(({ repId }) => repId),
  );
}

// A lead that was woken for a seat and has gone elsewhere passes the wake on.
function passOn(house: House, before: LeadState, after: LeadState): void {
  if ((after.handOff?.waitsFor ?? []).length === 0) wakeNext(house, before.handOff?.waitsFor ?? []);
}

function wakeNext(house: House, repIds: string[]): void {
  for (const repId of new Set(repIds)) {
    const capacity = teamOf(house).reps[repId]?.capacity ?? null;
    const open = house.openSeats.filter((seat) => seat.repId === repId).length;
    if (capacity === null || open >= capacity) continue;
    const waiting = house.leads.filter(({ state }) => state?.handOff?.waitsFor?.includes(repId) === true);
    const [next] = waiting.sort((a, b) => (a.state?.handOff?.openedAt ?? 0) - (b.state?.handOff?.openedAt ?? 0));
    if (next !== undefined) Object.assign(next, { wake: true, lookAt: house.now });
  }
}
