import type { Instant } from '../../calendar/instant.js';
import { withdrawn } from '../breach.js';
import { countsFor } from '../clock-parts.js';
import { meetClock, meetClocks, restartFromTouch, startClocks } from '../clocks.js';
import { tell } from '../credit.js';
import type { Clock, LeadState } from '../lead.js';
import { evidenceKey, sinceOpening } from '../sales-evidence.js';
import type { Context, Story } from '../story.js';
import { heedResult } from './touch-result.js';

/**
 * Hears all evidence that is stored, relayed or not, before anything is due: so a breach is never declared over a touch that was made in time,
 * and evidence that comes late withdraws one.
 */
export function hear(story: Story, context: Context): void {
  const { world, now } = context;
  for (const { seq, channel, repId, result, ...touch } of world.touches) {
    const occurredAt = notAhead(touch.occurredAt, now);
    const asked = story.state.handOff?.asked ?? null;
    const isAttempt = isFirstOfHolder(story.state);
    const how = result === undefined ? {} : { result };
    story.add({ kind: 'TouchRecorded', at: now, seq, channel, repId, occurredAt, ...how });
    withdrawBroken(story, ({ until }) => until === 'attempted', [occurredAt], now);
    const openedAt = story.state.handOff?.openedAt;
    if (openedAt === undefined || occurredAt < openedAt) continue;
    if (repId !== null && repId === story.state.repId) tell(story, 'touch', occurredAt, context);
    meetClocks(story, 'attempted', occurredAt, context);
    if (isAttempt) startClocks(story, 'attempted', occurredAt, context);
    heedResult(story, { seq, channel, repId, occurredAt, ...how }, asked, context);
    heedSignals(story, context, occurredAt);
    restartFromTouch(story, occurredAt, context);
  }
  heedSignals(story, context);
}

/**
 * The touch that is heard now is the first since the lead is with its rep: what counts from the attempt begins with it, and never again. One that was made
 * before, and is heard only now, is such a first too, and the next is none.
 */
function isFirstOfHolder({ lastTouchAt, handOff }: LeadState): boolean {
  if (handOff === null || handOff.attemptHeard === handOff.assignments) return false;
  return (lastTouchAt ?? -Infinity) < (handOff.assignedAt ?? handOff.openedAt);
}

/** A clock that ended after its breach (met too late, its rep was released, the hand-off is over) was kept after all: evidence from its time has come late. */
function withdrawBroken(story: Story, which: (clock: Clock) => boolean, evidence: Instant[], now: Instant): void {
  for (const clock of (story.state.broken ?? []).filter(which)) {
    const from = clock.countsFrom ?? clock.startedAt;
    const at = evidence.find((instant) => instant >= from && instant <= clock.dueAt && countsFor(clock, instant));
    if (at !== undefined) story.add(withdrawn(clock, at, now));
  }
}

/**
 * Meets the clocks that run until a signal, by its first evidence of the clock's own time; if there is none, by the first since the hand-off opened, which
 * may have come before the clock. `upTo`: by no later one.
 */
export function heedSignals(story: Story, context: Context, upTo = Infinity): void {
  const { world, now } = context;
  const { handOff } = story.state;
  for (const clock of story.state.clocks) {
    if (typeof clock.until === 'string') continue;
    const stored = sinceOpening(world, evidenceKey(clock.until.signal, clock), handOff);
    const evidence = stored.filter((at) => at <= upTo && countsFor(clock, at));
    const first = evidence.find((at) => at >= clock.startedAt && at <= clock.dueAt) ?? evidence[0];
    if (first !== undefined) meetClock(story, clock.id, notAhead(first, now), context);
  }
  for (const { until, given } of story.state.broken ?? []) {
    if (typeof until === 'string') continue;
    const evidence = world.salesEvidence[evidenceKey(until.signal, { given })] ?? [];
    withdrawBroken(story, (clock) => clock.until === until, evidence, now);
  }
}

// A sender's clock may be fast; what it tells of the future happened now, at the latest, or it would break a clock before it is due.
const notAhead = (occurredAt: Instant, now: Instant): Instant => Math.min(occurredAt, now);
