import type { Terms } from '../agreement/terms.js';
import { isNurtureMail, type Effect } from './effects.js';
import type { LeadState } from './lead.js';
import { mayNurture } from './may-nurture.js';

/** Why nobody needs this effect any more; null when somebody does. */
export function mootWhy(effect: Effect, { stage, repId, handOffs }: LeadState, terms: Pick<Terms, 'nurture'>): string | null {
  if (effect.kind !== 'sendMessage' && (effect.repId !== repId || effect.handOff !== handOffs))
    return 'the rep no longer holds the lead';
  return isNurtureMail(effect) && !mayNurture(stage, terms) ? `the lead is ${stage}` : null;
}
