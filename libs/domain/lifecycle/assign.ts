import { meetClocks, restartFromTouch, startClocks, stopClocks } from './clocks.js';
import type { LeadEvent } from './events.js';
import { isNobodys } from './moot.js';
import { endOffer } from './offer.js';
import type { Context, Story } from './story.js';

type Assigned = Extract<LeadEvent, { kind: 'LeadAssigned' }>;

/** Gives the lead to a rep: the clocks that run until or from the assignment move, and those that run from the notice begin their system's part. */
export function assign(
  story: Story,
  assignment: Omit<Assigned, 'kind' | 'at' | 'handOff' | 'assignment' | 'told'>,
  context: Context,
): void {
  const { handOff } = story.state;
  if (handOff === null) return;
  const { now } = context;
  const assigned = { handOff: handOff.number, assignment: handOff.assignments + 1, told: false } as const;
  story.add({ kind: 'LeadAssigned', at: now, ...assigned, ...assignment });
  meetClocks(story, 'assigned', now, context);
  startClocks(story, 'assigned', now, context);
  // The first part of what counts from the notice: until there is one, the time is the system's.
  startClocks(story, 'noticed', now, context);
  if (handOff.acceptedAt !== null) startClocks(story, 'accepted', now, context);
  // Whoever goes on with a lead that was touched must not let it rest either, from a touch on that is newer than the command that gives it to them.
  if (handOff.attemptedAt !== null) restartFromTouch(story, Math.max(now, story.state.lastTouchAt ?? now), context);
}

/** Takes the lead from its rep, or from those to whom it is offered. Their clocks stop; the lead's own wait, and with it the escalation, goes on. */
export function release(story: Story, why: string, { now }: Context): void {
  const { handOff, repId } = story.state;
  if (handOff === null) return;
  endOffer(story, why, { now });
  if (repId !== null) {
    story.add({ kind: 'RepReleased', at: now, handOff: handOff.number, repId, why });
    stopClocks(story, why, now, (clock) => clock.repId === repId);
  }
  dropMootEffects(story, why, { now });
}

/** Effects for a rep who no longer holds the lead are dropped while they wait; one that runs now ends by itself. */
export function dropMootEffects(story: Story, why: string, { now }: Pick<Context, 'now'>): void {
  for (const { effect, status } of story.state.effects) {
    if (status === 'running' || effect.kind === 'sendMessage' || !isNobodys(effect, story.state)) continue;
    story.add({ kind: 'EffectDropped', at: now, key: effect.key, why });
  }
}
