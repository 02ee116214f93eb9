import type { Evidence } from '../scoring/evidence.js';
import type { LeadState } from './lead.js';
import type { Context } from './story.js';

/** What scoring reads for this lead: the world's evidence, the team's lists and the lead's own baseline. */
export function evidenceOf(state: LeadState, { world }: Context): Evidence {
  return { ...world.evidence, lists: world.team.lists, baseline: state.baseline };
}
