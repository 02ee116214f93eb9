import type { Lane } from '../../agreement/terms.js';
import { holds } from '../../agreement/hold.js';
import { viewOf } from '../evidence-of.js';
import type { Context, Story } from '../story.js';

/** The lane that hands the lead off now: the one that calls for it, if the lead meets the agreed requirements. Null: it is not ready for sales. */
export function readyLane(story: Story, context: Context): Lane | null {
  const lane = callingLane(story, context);
  return lane !== null && missedBy(story, context).length === 0 ? lane : null;
}

/** The lane that calls for the lead: the first whose condition holds. Null: none does, or sales has the lead already, or it rests. */
export function callingLane({ state }: Story, context: Context): Lane | null {
  const { stage, rest } = state;
  if ((stage !== 'inquiry' && stage !== 'nurturing') || rest !== null) return null;
  const view = viewOf(state, context);
  return context.terms.lanes.find(({ when }) => holds(when, view)) ?? null;
}

/** Clauses of what is required of a lead that qualifies, and that this one misses. */
export function missedBy({ state }: Story, context: Context): string[] {
  const view = viewOf(state, context);
  const required = context.terms.requirements.marketing_qualified ?? [];
  return required.filter(({ when }) => !holds(when, view)).map(({ clause }) => clause);
}
