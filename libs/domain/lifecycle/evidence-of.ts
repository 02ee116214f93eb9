import type { Evidence } from '../scoring/evidence.js';
import type { LeadState } from './lead.js';
import type { Context } from './story.js';

/** What scoring reads for this lead: the world's evidence, the team's lists and the lead's own baseline. */
export function evidenceOf({ baseline }: LeadState, { world }: Context): Evidence {
  const { profile, consent, ledger } = world.evidence;
  return { profile, consent, ledger, lists: world.team.lists, baseline };
}
