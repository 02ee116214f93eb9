import { stuckReason, type PendingEffect } from '../lead.js';
import { Refusal } from '../refusal.js';
import type { Context, Story } from '../story.js';

// Ops have mended what made the lead stuck: everything that failed is tried again at once.
export function retry(story: Story, context: Context): void {
  const waiting = story.state.effects.some(hasFailed);
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
  for (const pending of story.state.effects) {
    if (hasFailed(pending)) story.add({ kind: 'EffectRetried', at: now, key: pending.effect.key, why: 'retry' });
  }
}

// A mail that was put off has not failed: a retry is no way around the lead's hours.
const hasFailed = ({ status }: PendingEffect): boolean => status === 'waiting' || status === 'stuck';
