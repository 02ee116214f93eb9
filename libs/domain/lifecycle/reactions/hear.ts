import type { Instant } from '../../calendar/instant.js';
import { met, meetClocks, startClocks } from '../clocks.js';
import type { Context, Story } from '../story.js';

/**
 * Hears all evidence that is stored, relayed or not, before anything is due: so a breach is never declared over a touch that was made in time,
 * and evidence that comes late withdraws one.
 */
export function hear(story: Story, context: Context): void {
  const { world, now } = context;
  for (const { seq, channel, repId, ...touch } of world.touches) {
    const occurredAt = notAhead(touch.occurredAt, now);
    story.add({ kind: 'TouchRecorded', at: now, seq, channel, repId, occurredAt });
    const openedAt = story.state.handOff?.openedAt;
    if (openedAt === undefined || occurredAt < openedAt) continue;
    meetClocks(story, 'attempted', occurredAt, context);
    startClocks(story, 'attempted', occurredAt, context);
  }
  heedSignals(story, context);
}

/** Meets the clocks that run until a signal, by its first evidence since the hand-off opened and not before the clock's own start. */
export function heedSignals(story: Story, { world, now }: Context): void {
  for (const clock of story.state.clocks) {
    if (typeof clock.until === 'string') continue;
    const evidence = world.salesEvidence[clock.until.signal] ?? [];
    const first = evidence.find((at) => at >= clock.startedAt) ?? evidence.at(-1);
    if (first !== undefined) story.add(...met(clock, notAhead(first, now), now));
  }
}

// A sender's clock may be fast; what it tells of the future happened now, at the latest, or it would break a clock before it is due.
const notAhead = (occurredAt: Instant, now: Instant): Instant => Math.min(occurredAt, now);
