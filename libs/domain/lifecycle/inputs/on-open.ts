import type { Context, Story } from '../story.js';

/** A run without state begins: a lead nobody has opened yet, or one that Temporal has lost and Postgres knows. What was under way is taken up again. */
export function onOpen(story: Story, { world, now }: Context): void {
  if (story.state.turn === 0) return story.add({ kind: 'LeadOpened', at: now, agreementVersion: world.agreementVersion });
  for (const { effect, status } of story.state.effects) {
    if (status === 'running') story.add({ kind: 'EffectRetried', at: now, key: effect.key, why: 'open' });
  }
}
