import type { Scoring } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { decayed } from './decayed.js';
import type { Evidence } from './evidence.js';

export type EngagementRule = Scoring['engagement'][number];
type Read = Pick<Evidence, 'ledger' | 'baseline'>;

/** What an engagement rule adds to the score: its value, held within its cap on either side of zero. */
export function rulePoints(rule: EngagementRule, evidence: Read, at: Instant): number {
  const value = ruleValue(rule, evidence, at);
  if (rule.cap === null) return value;
  return Math.max(-rule.cap, Math.min(rule.cap, value));
}

/** Whether these points of the rule stay as they are for now: they never fade, or their cap is what holds them. */
export const isSteady = ({ halfLifeMs, cap }: EngagementRule, points: number): boolean =>
  halfLifeMs === null || (cap !== null && Math.abs(points) === cap);

/** The rule's value before its cap: what remains of its evidence, less what remains of the baseline's. */
export function ruleValue(rule: EngagementRule, evidence: Read, at: Instant): number {
  const entry = evidence.ledger.rules[rule.id];
  if (!entry) return 0;
  const value = decayed(entry.value, at - entry.at, rule.halfLifeMs);
  const before = evidence.baseline?.rules[rule.id];
  return before ? value - decayed(before.value, at - before.at, rule.halfLifeMs) : value;
}
