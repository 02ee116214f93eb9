import { localDayOf, startOfDay } from '../calendar/local-day.js';
import type { LeadEvent } from '../lifecycle/events.js';
import type { LeadState } from '../lifecycle/lead.js';
import type { Load, Pace } from '../lifecycle/world.js';
import type { House } from './house.js';

type Assigned = Extract<LeadEvent, { kind: 'LeadAssigned' }>;
const isAssigned = (event: LeadEvent): event is Assigned => event.kind === 'LeadAssigned';

const loadOf = ({ loads }: House, repId: string): Load =>
  (loads[repId] ??= { open: 0, claims: 0, lastClaimedAt: null, today: 0 });

/** What the reps hold now. A new local day begins a new count for those who have a limit. */
export function loadsNow(house: House): Record<string, Load> {
  const { team, now, days } = house;
  for (const id in team.reps) {
    const rep = team.reps[id];
    if (rep === undefined || rep.dailyLimit === null) continue;
    const since = startOfDay(rep.hours, localDayOf(rep.hours, now));
    if (days.get(id) !== since) loadOf(house, id).today = 0;
    days.set(id, since);
  }
  return house.loads;
}

export function pacesNow({ team, taken, now }: House): Record<string, Pace> {
  const paces: Record<string, Pace> = {};
  for (const { id, pace } of Object.values(team.pools)) {
    if (pace === null) continue;
    const recent = (taken.get(id) ?? []).filter((at) => at > now - pace.perMs);
    taken.set(id, recent);
    const last = recent[recent.length - pace.atMost];
    paces[id] = { claims: recent.length, spentUntilAt: last === undefined ? null : last + pace.perMs };
  }
  return paces;
}

/** Seats become as the state says. A rep who has one free again wakes the lead that waits longest for it. */
export function moveSeats(house: House, before: LeadState, after: LeadState, events: LeadEvent[]): void {
  const [waited, waits] = [before.handOff?.waitsFor ?? [], after.handOff?.waitsFor ?? []];
  for (const repId of waited) if (!waits.includes(repId)) house.waiting.get(repId)?.delete(after.leadId);
  for (const repId of waits) waitFor(house, repId, after.leadId);
  if (before.repId !== after.repId) {
    if (before.repId !== null) loadOf(house, before.repId).open -= 1;
    if (after.repId !== null) claim(house, after, after.repId, events.findLast(isAssigned));
    if (before.repId !== null) wakeNext(house, before.repId);
  }
  // A lead that was woken for a seat and has gone elsewhere passes the wake on.
  if (waits.length === 0) for (const repId of waited) wakeNext(house, repId);
}

/** A lead leaves the house: its seat is free. */
export function freeSeat(house: House, { repId, leadId, handOff }: LeadState): void {
  for (const each of handOff?.waitsFor ?? []) house.waiting.get(each)?.delete(leadId);
  if (repId === null) return;
  loadOf(house, repId).open -= 1;
  wakeNext(house, repId);
}

function claim(house: House, { turn }: LeadState, repId: string, assigned: Assigned | undefined): void {
  const at = assigned?.at ?? turn;
  const load = loadOf(house, repId);
  load.open += 1;
  load.claims += 1;
  load.today += 1;
  load.lastClaimedAt = Math.max(load.lastClaimedAt ?? 0, at);
  const pool = assigned?.pool ?? null;
  if (pool !== null && (house.team.pools[pool]?.pace ?? null) !== null)
    house.taken.set(pool, [...(house.taken.get(pool) ?? []), at]);
}

function waitFor({ waiting }: House, repId: string, leadId: string): void {
  const line = waiting.get(repId) ?? new Set();
  waiting.set(repId, line.add(leadId));
}

// Nobody waits for a rep whose seats are not counted.
function wakeNext(house: House, repId: string): void {
  const capacity = house.team.reps[repId]?.capacity ?? null;
  const [leadId] = house.waiting.get(repId) ?? [];
  if (capacity === null || leadId === undefined || loadOf(house, repId).open >= capacity) return;
  house.agenda.put(house.now, { leadId, do: 'seat' });
}
