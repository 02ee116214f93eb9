import type { ClockRule, Lane } from '../agreement/terms.js';
import { businessInstant } from '../calendar/business-instant.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Instant } from '../calendar/instant.js';
import { met } from './breach.js';
import { calendarFor } from './clock-hours.js';
import { offeredTo } from './concerns.js';
import { countsFor, toldOf } from './clock-parts.js';
import { creditOutages } from './credit.js';
import type { LeadEvent } from './events.js';
import { laneOf } from './lane-of.js';
import type { Clock, HandOff, LeadState, PendingEscalation } from './lead.js';
import type { Context, Story } from './story.js';

/** Starts the clocks that count from this moment. A clock that already runs keeps running. */
export function startClocks(story: Story, from: ClockRule['from'], startedAt: Instant, context: Context): void {
  const { handOff } = story.state;
  if (handOff === null) return;
  const lane = laneOf(handOff, context.terms);
  for (const rule of lane.clocks.filter((clock) => clock.from === from)) {
    // What the pool promises of an offer is promised anew with the next.
    const time = poolOf(story.state, rule).pool === undefined ? handOff.assignments : `offer${handOff.offers ?? 0}`;
    const id = `${clockKey(handOff, rule, startedAt)}#${time}`;
    if (story.state.clocks.some((clock) => clock.id === id)) continue;
    // Who took an offer has accepted by it.
    if (rule.until === 'accepted' && handOff.offer !== undefined && story.state.repId !== null) continue;
    story.add(clockStarted(story.state, handOff, lane, rule, id, startedAt, context));
    // A rep may call before anybody looked: an attempt that came first meets the clock at once.
    if (rule.until === 'attempted' && from !== 'attempted' && from !== 'last-touch')
      meetStarted(story, id, handOff.attemptedAt, context);
    // And who takes a lead from a queue has accepted it before their notice went out: nothing is left to wait for.
    if (rule.until === 'accepted') meetStarted(story, id, handOff.acceptedAt, context);
  }
}

/** Clocks from the last touch begin anew with each, and for each rep who takes over; a touch that comes late changes nothing. */
export function restartFromTouch(story: Story, at: Instant, context: Context): void {
  const { repId, lastTouchAt, clocks } = story.state;
  if (repId === null || at < (lastTouchAt ?? at)) return;
  // Of several touches at one instant (a history with days alone) the first has begun it.
  for (const { id, clock } of clocks.filter(({ fromTouch, startedAt }) => fromTouch === true && startedAt < at))
    story.add({ kind: 'ClockStopped', at: context.now, id, clock, why: 'it begins anew', anew: true });
  // Whoever took the lead over since then has theirs, from when they did.
  if (clocks.some(({ fromTouch, startedAt }) => fromTouch === true && startedAt > at)) return;
  startClocks(story, 'last-touch', at, context);
}

// While the lead is offered, what sales promises from there on is the pool's.
const poolOf = ({ repId, handOff }: LeadState, { by, from }: ClockRule): { pool?: string } =>
  repId === null && handOff?.offer !== undefined && by === 'sales' && (from === 'assigned' || from === 'noticed')
    ? { pool: handOff.offer.pool }
    : {};

// One that begins anew with each touch is another each time, and so is what escalates it.
const clockKey = ({ number }: HandOff, { id, from }: ClockRule, startedAt: Instant): string =>
  `handOff:${number}/${id}${from === 'last-touch' ? `@${startedAt}` : ''}`;

// This clock alone: an attempt that lies back is what another of them began with.
function meetStarted(story: Story, id: string, at: Instant | null, context: Context): void {
  if (at !== null) meetClock(story, id, at, context);
}

function clockStarted(
  state: LeadState,
  handOff: HandOff,
  lane: Lane,
  rule: ClockRule,
  id: string,
  startedAt: Instant,
  { world, now }: Context,
): LeadEvent {
  const calendar = calendarFor(
    rule.hours,
    { ladder: lane.ladder, rung: handOff.rung, repId: state.repId, offered: offeredTo(state) },
    world.team,
  );
  const told = toldOf(handOff);
  const toldAt = told === null ? null : Math.max(told, startedAt);
  return {
    kind: 'ClockStarted',
    at: now,
    id,
    clock: rule.id,
    clause: rule.clause,
    handOff: handOff.number,
    until: rule.until,
    by: rule.by,
    repId: rule.by === 'sales' ? state.repId : null,
    ...poolOf(state, rule),
    startedAt,
    ...(rule.from === 'last-touch' ? { fromTouch: true as const } : {}),
    ...(rule.by === 'sales'
      ? { toldAt, dueAt: businessInstant(calendar, toldAt ?? startedAt, rule.within) }
      : { dueAt: businessInstant(calendar, startedAt, rule.within) }),
    escalations: isEscalated(state, handOff, rule)
      ? []
      : escalationsOf(lane, rule, clockKey(handOff, rule, startedAt), calendar, startedAt),
  };
}

// Escalation counts on the lead's own wait: set up with the first clock of its kind in a hand-off, never anew for the next rep. A clock that begins
// anew with each touch has its own each time.
const isEscalated = ({ escalations }: LeadState, { waits }: HandOff, { id, from }: ClockRule): boolean =>
  from === 'last-touch' ? escalations.some(({ of }) => of === id) : waits.includes(id);

function escalationsOf(
  lane: Lane,
  rule: ClockRule,
  key: string,
  calendar: Calendar | null,
  startedAt: Instant,
): PendingEscalation[] {
  return lane.escalation
    .filter(({ of }) => of === rule.id)
    .map((step) => ({
      key: `${key}/${step.do.kind}:${Math.round(step.at * 100)}%`,
      clause: step.clause,
      of: rule.id,
      share: step.at,
      at: businessInstant(calendar, startedAt, rule.within, step.at),
      do: step.do,
    }));
}

/** Meets the clocks that run until this milestone, which was reached at `at`. A late one is breached first, so that no breach goes unsaid. */
export function meetClocks(story: Story, until: Exclude<ClockRule['until'], object>, at: Instant, context: Context): void {
  for (const { id } of story.state.clocks.filter((running) => running.until === until && countsFor(running, at)))
    meetClock(story, id, at, context);
}

/**
 * Meets one clock by evidence of the instant `at`. One that may have begun, or whose rep was told, only in this turn is given what outages took of its
 * hours before it counts as late: nothing else has looked at them for it.
 */
export function meetClock(story: Story, id: string, at: Instant, context: Context): void {
  const now = Math.max(context.now, at); // a command from before an outage may meet evidence from after it
  const running = find(story, id);
  if (running !== undefined && at > running.dueAt) creditOutages(story, id, { ...context, now });
  const clock = find(story, id);
  if (clock !== undefined) story.add(...met(clock, at, now));
}

const find = ({ state }: Story, id: string): Clock | undefined => state.clocks.find((clock) => clock.id === id);

/** Stops the clocks that `which` picks: nobody is held to them any more. */
export function stopClocks(story: Story, why: string, now: Instant, which: (clock: Clock) => boolean = () => true): void {
  for (const clock of story.state.clocks.filter(which))
    story.add({ kind: 'ClockStopped', at: now, id: clock.id, clock: clock.clock, why });
}
