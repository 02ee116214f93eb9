import { afterOpenMs, businessInstant } from '../calendar/business-instant.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Instant } from '../calendar/instant.js';
import { openMs } from '../calendar/open-ms.js';
import type { ClockRule } from '../agreement/terms.js';
import { breached, withdrawn } from './breach.js';
import { isBreached, isUntold, isUntoldOf } from './clock-parts.js';
import { calendarFor } from './clock-hours.js';
import { offeredTo } from './concerns.js';
import { isNotice } from './effects.js';
import type { LeadInput } from './inputs.js';
import { laneOf } from './lane-of.js';
import type { Clock, Credit, LeadState } from './lead.js';
import { unite } from './outages.js';
import type { Context, Story } from './story.js';
import type { World } from './world.js';

/**
 * The rep who holds the lead, or the first of those to whom it is offered, knows of it since `toldAt`: by their notice, or because they act on it. What ran until then was the system's; from here
 * on they have the whole time that they were promised. `detail`: why it took so long, as a code.
 */
export function tell(
  story: Story,
  how: 'notice' | 'accept' | 'touch',
  at: Instant,
  context: Context,
  { repId = story.state.repId, detail = noticeCode(story.state, repId) }: { repId?: string | null; detail?: string | null } = {},
): void {
  const { handOff, clocks } = story.state;
  // A hand-off from before there were two parts has no other clocks than its rep's.
  if (handOff === null || repId === null || handOff.toldAt !== null) return;
  const toldAt = Math.max(at, handOff.assignedAt ?? at);
  const untold = clocks.filter((clock) => isUntoldOf(clock, repId));
  // A command from before an outage may tell a rep who was given the lead after it.
  for (const clock of untold) settleSystemPart(story, clock, toldAt, Math.max(context.now, toldAt));
  story.add({ kind: 'RepTold', at: context.now, handOff: handOff.number, repId, toldAt, how });
  for (const { id } of untold) creditUntold(story, id, toldAt, detail, context);
}

// Whether the rep was told within the clock's time does not hang on when we hear of it.
function settleSystemPart(story: Story, clock: Clock, toldAt: Instant, now: Instant): void {
  if (toldAt > clock.dueAt && !isBreached(clock)) story.add(breached(clock, now));
  if (toldAt <= clock.dueAt && isBreached(clock)) story.add(withdrawn(clock, toldAt, now));
}

function creditUntold(story: Story, id: string, toldAt: Instant, detail: string | null, context: Context): void {
  const clock = find(story.state, id);
  const rule = clock && ruleOf(story.state, clock, context);
  if (clock === undefined || rule === undefined || toldAt <= clock.startedAt) return;
  const calendar = calendarOf(story.state, clock, rule, context);
  const dueAt = businessInstant(calendar, toldAt, rule.within);
  move(story, clock, { reason: 'untold', detail, fromAt: clock.startedAt, untilAt: toldAt }, dueAt, calendar, context.now);
}

/**
 * Before a clock is held against anybody: what outages took of its hours is given back. What was left of it when an outage began runs from the
 * outage's end. Nothing is given to the system's own clocks, nor while its rep has not been told: that time is the system's already.
 */
export function creditOutages(story: Story, id: string, context: Context): void {
  const outages = unite(context.world.outages);
  for (const { part, fromAt, untilAt } of outages) {
    const clock = find(story.state, id);
    const rule = clock && ruleOf(story.state, clock, context);
    if (clock === undefined || rule === undefined || !heedsOutages(clock)) return;
    const from = Math.max(fromAt, countedUntil(clock));
    const calendar = calendarOf(story.state, clock, rule, context);
    if (openMs(calendar, from, Math.min(untilAt, clock.dueAt)) === 0) continue;
    const dueAt = afterOpenMs(calendar, untilAt, openMs(calendar, from, clock.dueAt));
    move(story, clock, { reason: 'outage', detail: part, fromAt: from, untilAt }, dueAt, calendar, context.now);
  }
}

/** The same for every clock that is due, or of which an escalation is. */
export function creditDue(story: Story, context: Context): void {
  for (const { id, clock, dueAt } of story.state.clocks) {
    const isEscalated = story.state.escalations.some(({ of, at }) => of === clock && at <= context.now);
    if (dueAt <= context.now || isEscalated) creditOutages(story, id, context);
  }
}

/** Whether a turn must know of outages, since when; null: nothing of it lies so far back that one could matter. `touches`: those not heard yet. */
export function outagesSince(
  { clocks, escalations, handOff }: LeadState,
  inputs: LeadInput[],
  touches: Pick<World['touches'][number], 'occurredAt'>[],
  now: Instant,
): Instant | null {
  const heeding = clocks.filter(heedsOutages);
  const isDue = heeding.some(({ clock, dueAt }) => dueAt <= now || escalations.some(({ of, at }) => of === clock && at <= now));
  // A touch of the hand-off may tell its rep, or begin a clock, as far back as it was made.
  const made = touches.map(({ occurredAt }) => occurredAt).filter((at) => handOff !== null && at >= handOff.openedAt);
  const heardLate = [...inputs.map(({ at }) => at), ...made].filter((at) => at < now - promptMs);
  if (!isDue && heardLate.length === 0) return null;
  return Math.min(...heeding.map(countedUntil), ...heardLate, now);
}

/** What is heard within this time is heard at once. */
const promptMs = 5_000;

const heedsOutages = (clock: Clock): boolean => clock.by !== 'system' && !isUntold(clock) && clock.breachedAt === null;
const countedUntil = ({ startedAt, toldAt, credits = [] }: Clock): Instant =>
  Math.max(toldAt ?? startedAt, ...credits.map(({ untilAt }) => untilAt));

// Credits never shorten: a deadline that was given is kept, also if the team's hours have changed meanwhile.
function move(
  story: Story,
  { id, clock, dueAt: given }: Clock,
  credit: Omit<Credit, 'ms'>,
  dueAt: Instant,
  calendar: Calendar | null,
  now: Instant,
): void {
  if (dueAt <= given) return;
  const ms = openMs(calendar, given, dueAt);
  const escalations = story.state.escalations
    .filter(({ of }) => of === clock)
    .map(({ key, at }) => ({ key, at: afterOpenMs(calendar, at, ms) }));
  story.add({ kind: 'ClockCredited', at: now, id, clock, dueAt, escalations, ...credit, ms });
}

const find = ({ clocks }: LeadState, id: string): Clock | undefined => clocks.find((clock) => clock.id === id);

// Of a clock that started under another version, what that one promised.
function ruleOf({ handOff }: LeadState, { clock, until, given }: Clock, { terms }: Context): Promise | undefined {
  if (given !== undefined) return given.promise ?? undefined;
  if (until === 'complete') return terms.missing?.clock;
  return handOff === null ? undefined : laneOf(handOff, terms).clocks.find(({ id }) => id === clock);
}

type Promise = Pick<ClockRule, 'within' | 'hours'>;

function calendarOf(state: LeadState, { repId }: Clock, { hours }: Promise, { terms, world }: Context): Calendar | null {
  const { handOff } = state;
  const ladder = handOff === null ? [] : laneOf(handOff, terms).ladder;
  const who = { repId: repId ?? state.repId, offered: offeredTo(state) };
  return calendarFor(hours, { ladder, rung: handOff?.rung ?? 0, ...who }, world.team);
}

function noticeCode({ effects }: LeadState, repId: string | null): string | null {
  const notice = effects.find(({ effect }) => isNotice(effect) && effect.repId === repId);
  return notice?.code ?? null;
}
