import type { Instant } from '../calendar/instant.js';
import type { LeadEvent } from '../lifecycle/events.js';
import type { Clock, LeadState } from '../lifecycle/lead.js';
import type { House, HouseLead } from './house.js';
import { sameHandOff } from './sales.js';
import { clockAt, noOutcomes, timingEdges, weekAt, type OutcomeTally, type Tally } from './tally.js';

interface Turn {
  before: LeadState;
  state: LeadState;
  events: LeadEvent[];
}

/** Counts what a turn brought about, if it lies in the period. */
export function tallyTurn(house: House, lead: HouseLead, turn: Turn): void {
  const { tally, now, from } = house;
  if (now >= from) tally.turns += 1;
  for (const event of turn.events) tallyEvent(house, lead, turn, event);
  if (turn.state.handOff === null) lead.running = null;
}

function tallyEvent(house: House, lead: HouseLead, { before, state }: Turn, event: LeadEvent): void {
  const { tally, now, from } = house;
  const counts = now >= from;
  switch (event.kind) {
    case 'HandOffOpened':
      return opened(house, lead, state, event.lane);
    case 'LeadAccepted':
    case 'LeadRejected':
      return answered(tally, lead, event.kind === 'LeadAccepted' ? 'accepted' : 'rejected', from);
    case 'LeadQueued':
      if (counts) tally.unrouted += 1;
      return;
    case 'ClockMet':
    case 'ClockBreached':
    case 'BreachWithdrawn':
      if (counts) clockEnded(tally, event, state, before);
      return;
    default:
      return;
  }
}

function opened({ tally, now, from }: House, lead: HouseLead, state: LeadState, lane: string): void {
  const band = state.band ?? '';
  const same = sameHandOff(lead, lane, now) !== null;
  lead.running = { openedAt: now, band, same, answered: false };
  lead.handedOverBefore ||= now < from;
  if (now < from) return;
  lead.firstHandOffAt ??= now;
  weekAt(tally, now).handOffs += 1;
  (tally.handOffs[band] ??= { opened: 0, accepted: 0, rejected: 0 }).opened += 1;
  tally[same ? 'answeredAsThen' : 'answeredByModel'] += 1;
}

function answered(tally: Tally, { running }: HouseLead, how: 'accepted' | 'rejected', from: Instant): void {
  if (running === null || running.openedAt < from) return;
  const band = tally.handOffs[running.band];
  if (band !== undefined) band[how] += 1;
  weekAt(tally, running.openedAt)[how] += 1;
}

type ClockEvent = Extract<LeadEvent, { kind: 'ClockMet' | 'ClockBreached' | 'BreachWithdrawn' }>;

// A breach that the system is charged with is nobody else's; a breach that is withdrawn was none.
function clockEnded(tally: Tally, event: ClockEvent, after: LeadState, before: LeadState): void {
  const clock = [...before.clocks, ...after.clocks, ...(before.broken ?? [])].find(({ id }) => id === event.id);
  const by = event.kind === 'ClockBreached' ? (event.by ?? clock?.by) : clock?.by;
  if (clock === undefined || by === undefined) return;
  const dueAt = event.kind === 'ClockBreached' ? event.dueAt : clock.dueAt;
  for (const clocks of [tally.clocks, weekAt(tally, dueAt).clocks]) {
    const count = clockAt(clocks, { clock: clock.clock, clause: clock.clause, by });
    if (event.kind === 'ClockBreached') count.breached += 1;
    else if (event.kind === 'BreachWithdrawn') count.breached -= 1;
    if (isKept(event, clock)) count.met += 1;
  }
}

const isKept = (event: ClockEvent, { breachedAt }: Clock): boolean =>
  event.kind === 'BreachWithdrawn' || (event.kind === 'ClockMet' && event.lateMs === 0 && breachedAt === null);

/** Counts a lead as it leaves the house: how it really ended beside what the agreement made of it. One that left before the period is not of it. */
export function tallyLead({ tally, now, from, to }: House, lead: HouseLead): void {
  if (now < from) return;
  const { past, firstHandOffAt, handedOverBefore, bestBand } = lead;
  const result = endOf(past);
  const band = tally.bands[bestBand] ?? tally.bands.at(-1) ?? '';
  tally.leads += 1;
  if (lead.isDateless) tally.dateless += 1;
  (tally.reached[band] ??= noOutcomes())[result] += 1;
  const really = (past?.handOffs ?? []).filter(({ openedAt }) => openedAt >= from && openedAt < to);
  for (const { openedAt } of really) weekAt(tally, openedAt).really += 1;
  if (firstHandOffAt !== null) add(tally.handedOver, result);
  if (handedOverBefore) return;
  if (firstHandOffAt === null) add(tally.kept, result);
  compare(tally, firstHandOffAt, really[0]?.openedAt ?? null);
}

function endOf(past: HouseLead['past']): keyof OutcomeTally {
  const won = past?.won ?? null;
  return won === null ? 'unknown' : won ? 'won' : 'notWon';
}

const add = (tally: OutcomeTally, result: keyof OutcomeTally): void => void (tally[result] += 1);

function compare({ timing }: Tally, here: Instant | null, then: Instant | null): void {
  if (here === null && then === null) return;
  if (here === null) timing.onlyThen += 1;
  else if (then === null) timing.onlyHere += 1;
  else {
    const hours = (here - then) / 3_600_000;
    const edge = timingEdges.findIndex((each) => hours < each);
    const bucket = edge === -1 ? timingEdges.length : edge;
    timing.buckets[bucket] = (timing.buckets[bucket] ?? 0) + 1;
  }
}
