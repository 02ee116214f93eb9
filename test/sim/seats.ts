import { localDayOf, startOfDay } from '../../libs/domain/calendar/local-day.js';
import type { LeadEvent } from '../../libs/domain/lifecycle/events.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import type { Load, Pace } from '../../libs/domain/lifecycle/world.js';
import { teamOf, type House, type Seat, type SimLead } from './house.js';
import type { Instant } from './time.js';

type Assigned = Extract<LeadEvent, { kind: 'LeadAssigned' }>;
const isAssigned = (event: LeadEvent): event is Assigned => event.kind === 'LeadAssigned';

export const isOpenSeat = ({ releasedTurn, abandoned }: Seat): boolean => releasedTurn === null && !abandoned;

/** As libs/persistence/turn/load-loads.ts counts them. */
export function loadsOf(house: House, now: Instant): Record<string, Load> {
  const loads: Record<string, Load> = {};
  const days = new Map<string, Instant>();
  for (const seat of house.seats) {
    const { repId, at, abandoned } = seat;
    const load = (loads[repId] ??= { open: 0, claims: 0, lastClaimedAt: null, today: 0 });
    load.claims += 1;
    load.lastClaimedAt = Math.max(load.lastClaimedAt ?? 0, at);
    if (isOpenSeat(seat)) load.open += 1;
    const rep = teamOf(house).reps[repId];
    if (abandoned || rep === undefined || rep.dailyLimit === null) continue;
    const since = days.get(repId) ?? startOfDay(rep.hours, localDayOf(rep.hours, now));
    days.set(repId, since);
    if (at >= since) load.today += 1;
  }
  return loads;
}

export function pacesOf(house: House, now: Instant): Record<string, Pace> {
  const paced = Object.values(teamOf(house).pools).flatMap(({ id, pace }) => (pace === null ? [] : [{ id, ...pace }]));
  return Object.fromEntries(
    paced.map(({ id, atMost, perMs }) => {
      const taken = house.seats.filter(({ pool, at, abandoned }) => pool === id && at > now - perMs && !abandoned);
      const last = taken.map(({ at }) => at).sort((a, b) => b - a)[atMost - 1];
      return [id, { claims: taken.length, spentUntilAt: last === undefined ? null : last + perMs }];
    }),
  );
}

/** Releases and claims seats so that they are as the state says, and wakes the lead that waits longest for one that is free now. */
export function writeSeats(house: House, lead: SimLead, before: LeadState, after: LeadState, events: LeadEvent[]): void {
  if (before.repId === after.repId) return passOn(house, lead, before, after);
  for (const seat of house.seats.filter((held) => held.lead === lead.number && isOpenSeat(held))) seat.releasedTurn = after.turn;
  const assigned = events.findLast(isAssigned);
  if (after.repId !== null) {
    const at = assigned?.at ?? after.turn;
    const pool = assigned?.pool ?? null;
    house.seats.push({ lead: lead.number, repId: after.repId, pool, at, turn: after.turn, releasedTurn: null, abandoned: false });
  }
  wakeNext(house, before.repId === null ? [] : [before.repId]);
  passOn(house, lead, before, after);
}

/** What a branch did to the seats is undone. */
export function abandonSeats(house: House, lead: SimLead, prev: number): void {
  const undone = house.seats.filter((seat) => seat.lead === lead.number && seat.turn > prev && !seat.abandoned);
  for (const seat of undone) seat.abandoned = true;
  for (const seat of house.seats)
    if (seat.lead === lead.number && !seat.abandoned && (seat.releasedTurn ?? 0) > prev) seat.releasedTurn = null;
  wakeNext(
    house,
    undone.map(({ repId }) => repId),
  );
}

// A lead that was woken for a seat and has gone elsewhere passes the wake on.
function passOn(house: House, _lead: SimLead, before: LeadState, after: LeadState): void {
  if ((after.handOff?.waitsFor ?? []).length === 0) wakeNext(house, before.handOff?.waitsFor ?? []);
}

function wakeNext(house: House, repIds: string[]): void {
  for (const repId of new Set(repIds)) {
    const capacity = teamOf(house).reps[repId]?.capacity ?? null;
    const open = house.seats.filter((seat) => seat.repId === repId && isOpenSeat(seat)).length;
    if (capacity === null || open >= capacity) continue;
    const waiting = house.leads.filter(({ state }) => state?.handOff?.waitsFor?.includes(repId) === true);
    const [next] = waiting.sort((a, b) => (a.state?.handOff?.openedAt ?? 0) - (b.state?.handOff?.openedAt ?? 0));
    if (next !== undefined) Object.assign(next, { wake: true, lookAt: house.now });
  }
}
