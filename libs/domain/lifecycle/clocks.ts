import type { ClockRule, Lane, Terms } from '../agreement/terms.js';
import type { Team } from '../agreement/team.js';
import { businessInstant } from '../calendar/business-instant.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Instant } from '../calendar/instant.js';
import { isBreached, isUntold, toldOf } from './clock-parts.js';
import type { LeadEvent } from './events.js';
import type { Clock, HandOff, LeadState, PendingEscalation } from './lead.js';
import type { Context, Story } from './story.js';

/** The lane of the running hand-off. Its id was taken from these very terms: a lead keeps its version through a hand-off. */
export function laneOf(handOff: Pick<HandOff, 'lane'>, terms: Terms): Lane {
  const lane = terms.lanes.find(({ id }) => id === handOff.lane);
  if (lane === undefined) throw new Error(`A hand-off is in lane ${handOff.lane}, which the terms do not have`);
  return lane;
}

/** Starts the clocks that count from this moment. A clock that already runs keeps running. */
export function startClocks(story: Story, from: ClockRule['from'], startedAt: Instant, context: Context): void {
  const { handOff } = story.state;
  if (handOff === null) return;
  const lane = laneOf(handOff, context.terms);
  for (const rule of lane.clocks.filter((clock) => clock.from === from)) {
    const id = `handOff:${handOff.number}/${rule.id}#${handOff.assignments}`;
    if (story.state.clocks.some((clock) => clock.id === id)) continue;
    story.add(clockStarted(story.state, handOff, lane, rule, id, startedAt, context));
    // A rep may call before anybody looked: an attempt that came first meets the clock at once.
    if (rule.until === 'attempted' && from !== 'attempted') meetStarted(story, id, handOff.attemptedAt, context);
    // And who takes a lead from a queue has accepted it before their notice went out: nothing is left to wait for.
    if (rule.until === 'accepted') meetStarted(story, id, handOff.acceptedAt, context);
  }
}

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
  const calendar = calendarFor(rule.hours, state.repId, world.team);
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
    startedAt,
    ...(rule.by === 'sales'
      ? { toldAt, dueAt: businessInstant(calendar, toldAt ?? startedAt, rule.within) }
      : { dueAt: businessInstant(calendar, startedAt, rule.within) }),
    escalations: handOff.waits.includes(rule.id) ? [] : escalationsOf(lane, rule, handOff.number, calendar, startedAt),
  };
}

// Escalation counts on the lead's own wait: set up with the first clock of its kind in a hand-off, never anew for the next rep.
function escalationsOf(
  lane: Lane,
  rule: ClockRule,
  handOff: number,
  calendar: Calendar | null,
  startedAt: Instant,
): PendingEscalation[] {
  return lane.escalation
    .filter(({ of }) => of === rule.id)
    .map((step) => ({
      key: `handOff:${handOff}/${rule.id}/${step.do.kind}:${Math.round(step.at * 100)}%`,
      clause: step.clause,
      of: rule.id,
      share: step.at,
      at: businessInstant(calendar, startedAt, rule.within, step.at),
      do: step.do,
    }));
}

/** The calendar that a clock runs by; null: always open. */
export function calendarFor(hours: ClockRule['hours'], repId: string | null, team: Team): Calendar | null {
  if (hours === 'always') return null;
  if (hours !== 'rep') return team.calendars[hours.calendar] ?? null;
  return repId === null ? null : (team.reps[repId]?.hours ?? null);
}

/** Meets the clocks that run until this milestone, which was reached at `at`. A late one is breached first, so that no breach goes unsaid. */
export function meetClocks(story: Story, until: Exclude<ClockRule['until'], object>, at: Instant, { now }: Context): void {
  for (const clock of story.state.clocks.filter((running) => running.until === until)) story.add(...met(clock, at, now));
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
  const { id, clause, dueAt } = clock;
  const charged = isUntold(clock) ? { by: 'system' as const, repId: null } : { by: clock.by, repId: clock.repId };
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
