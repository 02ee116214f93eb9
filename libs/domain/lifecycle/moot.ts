import type { Terms } from '../agreement/terms.js';
import { concerns, offeredTo } from './concerns.js';
import { isNurtureMail, type Effect, type TellManager, type TellRep } from './effects.js';
import type { LeadState } from './lead.js';
import { mayNurture } from './may-nurture.js';

/** A rep who neither holds the lead nor may take it needs to know nothing of it; of an offer nobody, once it is over. */
export const isNobodys = (effect: TellRep | TellManager, state: LeadState): boolean =>
  effect.kind === 'tellRep' && effect.about === 'offer'
    ? !offeredTo(state).includes(effect.repId)
    : !concerns(state, effect.repId);

/** Why nobody needs this effect any more; null when somebody does. */
export function mootWhy(effect: Effect, state: LeadState, terms: Pick<Terms, 'nurture'>): string | null {
  const { stage, handOffs } = state;
  if (effect.kind !== 'sendMessage' && (isNobodys(effect, state) || effect.handOff !== handOffs))
    return 'the rep no longer holds the lead';
  return isNurtureMail(effect) && !mayNurture(stage, terms) ? `the lead is ${stage}` : null;
}
