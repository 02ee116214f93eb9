import type { ClockRule, Lane, Terms } from '../agreement/terms.js';
import { businessInstant } from '../calendar/business-instant.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Instant } from '../calendar/instant.js';
import { calendarFor } from './clock-hours.js';
import { offeredTo } from './concerns.js';
import { countsFor, isBreached, isUntold, toldOf } from './clock-parts.js';
import type { LeadEvent } from './events.js';
import type { Clock, HandOff, LeadState, PendingEscalation } from './lead.js';
import type { Context, Story } from './story.js';

/**
 * The lane of the running hand-off. A version that the lead took since may have neither it nor another that fits: then nothing more is promised, what
 * runs goes on, and a lead without a rep is unrouted, where people look.
 */
export function laneOf({ lane: id, clause }: Pick<HandOff, 'lane' | 'clause'>, terms: Terms): Lane {
  const none = { id, clause, when: { any: [] }, ladder: [], clocks: [], escalation: [], cadence: null };
  return terms.lanes.find((lane) => lane.id === id) ?? none;
}

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
function meetStarted(story: Story, id: string, at: Instant | null, { now }: Context): void {
  const clock = story.state.clocks.find((running) => running.id === id);
  if (clock !== undefined && at !== null) story.add(...met(clock, at, now));
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
export function meetClocks(story: Story, until: Exclude<ClockRule['until'], object>, at: Instant, { now }: Context): void {
  for (const clock of story.state.clocks.filter((running) => running.until === until && countsFor(running, at)))
    story.add(...met(clock, at, now));
}

/** The events that meet one clock by evidence of the instant `at`: in time, late, or a breach that turns out to be none. */
export function met(clock: Clock, at: Instant, decidedAt: Instant): LeadEvent[] {
  const now = Math.max(decidedAt, at); // a command from before an outage may meet evidence from after it
  const meeting: LeadEvent = {
    kind: 'ClockMet',
    at: now,
    id: clock.id,
    clock: clock.clock,
    lateMs: Math.max(0, at - clock.dueAt),
  };
  if (at <= clock.dueAt && isBreached(clock)) return [withdrawn(clock, at, now), meeting];
  return at > clock.dueAt && !isBreached(clock) ? [breached(clock, now), meeting] : [meeting];
}

/** The clock ran out: of sales if its rep had been told, else of the system. */
export function breached(clock: Clock, now: Instant): LeadEvent {
  const { id, clause, dueAt, pool } = clock;
  const charged = isUntold(clock)
    ? { by: 'system' as const, repId: null }
    : { by: clock.by, repId: clock.repId, ...(pool === undefined ? {} : { pool }) };
  return { kind: 'ClockBreached', at: now, id, clock: clock.clock, clause, dueAt, ...charged };
}

/** There was no breach after all: evidence from before the deadline has come late. */
export const withdrawn = ({ id, clock }: Clock, evidenceAt: Instant, now: Instant): LeadEvent => ({
  kind: 'BreachWithdrawn',
  at: now,
  id,
  clock,
  evidenceAt,
});

/** Stops the clocks that `which` picks: nobody is held to them any more. */
export function stopClocks(story: Story, why: string, now: Instant, which: (clock: Clock) => boolean = () => true): void {
  for (const clock of story.state.clocks.filter(which))
    story.add({ kind: 'ClockStopped', at: now, id: clock.id, clock: clock.clock, why });
}
