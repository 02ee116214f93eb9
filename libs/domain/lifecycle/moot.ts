import type { Terms } from '../agreement/terms.js';
import { concerns, offeredTo } from './concerns.js';
import { isNurtureMail, promiseOf, type Effect, type TellManager, type TellRep } from './effects.js';
import type { LeadState } from './lead.js';
import { mayNurture } from './may-nurture.js';

/** A rep who neither holds the lead nor may take it needs to know nothing of it; of an offer nobody, once it is over. A manager needs to, as long as the promise is owed. */
export function isNobodys(effect: TellRep | TellManager, state: LeadState): boolean {
  if (effect.kind === 'tellManager') return !isOwed(effect, state);
  return effect.about === 'offer' ? !offeredTo(state).includes(effect.repId) : !concerns(state, effect.repId);
}

// The lead may have moved on: a promise that was broken before it did stands, unless its clock was met in time, or is found to have been.
function isOwed(effect: TellManager, { handOff, clocks, broken = [] }: LeadState): boolean {
  const promise = `${promiseOf(effect)}#`;
  return handOff?.number === effect.handOff && [...clocks, ...broken].some(({ id }) => id.startsWith(promise));
}

/** Why nobody needs this effect any more; null when somebody does. */
export function mootWhy(effect: Effect, state: LeadState, terms: Pick<Terms, 'nurture'>): string | null {
  const { stage, handOffs } = state;
  if (effect.kind === 'sendMessage') return isNurtureMail(effect) && !mayNurture(stage, terms) ? `the lead is ${stage}` : null;
  if (!isNobodys(effect, state) && effect.handOff === handOffs) return null;
  return effect.kind === 'tellManager' ? 'the promise was kept, or its hand-off is over' : 'the rep no longer holds the lead';
}
