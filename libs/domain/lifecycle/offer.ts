import type { Choice } from '../routing/choose.js';
import { meetClocks, startClocks, stopClocks } from './clocks.js';
import { offeredTo } from './concerns.js';
import type { HandOff } from './lead.js';
import type { Context, Story } from './story.js';

/**
 * Offers the lead to several reps at once. No seat is held for it. With the offer the system has done its part: the clocks that run until or from the
 * assignment move as if it were one, but what sales promised is promised by the pool.
 */
export function offerLead(
  story: Story,
  { number, offers = 0 }: HandOff,
  { rung, pool, reps, untilAt, clause, whyNot }: Extract<Choice, { kind: 'offer' }>,
  context: Context,
): void {
  const { now } = context;
  story.add({ kind: 'LeadOffered', at: now, handOff: number, offer: offers + 1, rung, pool, reps, untilAt, clause, whyNot });
  meetClocks(story, 'assigned', now, context);
  startClocks(story, 'assigned', now, context);
  startClocks(story, 'noticed', now, context);
}

/** Nobody may take the lead by this offer any more. */
export function endOffer(story: Story, why: string, { now }: Pick<Context, 'now'>): void {
  const { handOff } = story.state;
  const reps = offeredTo(story.state);
  if (handOff === null || reps.length === 0) return;
  story.add({ kind: 'OfferEnded', at: now, handOff: handOff.number, reps, why });
  stopPoolClocks(story, why, now);
}

/** What the pool promised is nobody's once the lead is one rep's. */
export const stopPoolClocks = (story: Story, why: string, now: number): void =>
  stopClocks(story, why, now, ({ pool }) => pool !== undefined);
