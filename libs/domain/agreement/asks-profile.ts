import type { Condition } from './conditions.js';

/** The profile alone can meet it, so marketing can find it out: what sales must do first (a call, a demo) is no field of the profile. */
export function asksProfile(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(asksProfile);
  if ('any' in condition) return condition.any.every(asksProfile);
  return 'not' in condition ? asksProfile(condition.not) : 'field' in condition;
}
