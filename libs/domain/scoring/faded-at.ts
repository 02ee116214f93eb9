import type { Instant } from '../calendar/instant.js';
import type { Evidence } from './evidence.js';
import { type EngagementRule, ruleValue } from './rule-value.js';

type Read = Pick<Evidence, 'ledger' | 'baseline'>;

/**
 * The first instant after `from`, to the millisecond, at which a rule's value, of either sign, has faded so far that `isMore` no longer holds: it does
 * while the value is above `rest`. Null: it does not hold at `from`, or never ends.
 */
export function fadedAt(
  rule: EngagementRule,
  rest: number,
  evidence: Read,
  from: Instant,
  isMore: (rule: EngagementRule, evidence: Read, at: Instant) => boolean,
): Instant | null {
  if (rule.halfLifeMs === null || rest <= 0 || !isMore(rule, evidence, from)) return null;
  const value = Math.abs(ruleValue(rule, evidence, from));
  let at = from + Math.floor(rule.halfLifeMs * Math.log2(value / rest));
  // What `isMore` computes decides, where it differs in the last digits.
  while (isMore(rule, evidence, at)) at += 1;
  while (at > from + 1 && !isMore(rule, evidence, at - 1)) at -= 1;
  return at;
}
