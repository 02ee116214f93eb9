import { planOf, type Effect } from './effects.js';
import type { LeadState } from './lead.js';

/** Why an effect is dropped that waited for its channel while its plan went on: whoever comes back after an outage gets one mail of it, the latest. */
export const overtaken = 'a later one takes its place';

/** Held effects, by key, that a new one of the same plan makes needless. */
export function overtakenBy({ effects }: LeadState, newer: Effect): string[] {
  const plan = planOf(newer);
  if (plan === null) return [];
  const older = effects.filter(({ effect, status }) => status === 'held' && effect.key !== newer.key && planOf(effect) === plan);
  return older.map(({ effect }) => effect.key);
}

/** Whether a later one of the same plan was planned while this one was on its way. */
export function isOvertaken({ effects }: LeadState, held: Effect): boolean {
  const plan = planOf(held);
  const later = effects.slice(effects.findIndex(({ effect }) => effect.key === held.key) + 1);
  return plan !== null && later.some(({ effect }) => planOf(effect) === plan);
}
