import { stuckReason } from '../lead.js';
import { Refusal } from '../refusal.js';
import type { Context, Story } from '../story.js';

// Ops have mended what made the lead stuck: everything that failed is tried again at once.
export function retry(story: Story, context: Context): void {
  const waiting = story.state.effects.some(({ status }) => status !== 'running');
  if (stuckReason(story.state) === null && !waiting) {
    throw new Refusal(
      'lead.not_stuck',
      `Nothing of this lead has failed. Read GET /v1/leads/${story.state.leadId} for its next wake.`,
    );
  }
  free(story, context);
}

/** Frees a lead if there is anything to free: what a batch's `retry` signal does. */
export function free(story: Story, { now }: Context): void {
  if (story.state.cancelledAt !== null) story.add({ kind: 'LeadFreed', at: now });
  for (const { effect, status } of story.state.effects) {
    if (status !== 'running') story.add({ kind: 'EffectRetried', at: now, key: effect.key, why: 'retry' });
  }
}
