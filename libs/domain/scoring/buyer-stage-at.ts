import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Evidence } from './evidence.js';
import { type EngagementRule, ruleValue } from './rule-value.js';
import { signalHolds } from './signal-holds.js';
import { aida, type BuyerStage } from './standing.js';

type Read = Pick<Evidence, 'ledger' | 'baseline'>;

/** The furthest stage of the buying cycle that has a warm signal; attention, when none has. */
export function buyerStageAt(evidence: Read, terms: Terms, at: Instant): BuyerStage {
  const reached = aida.findLast((stage) =>
    terms.scoring.buyerStage[stage]?.some((signal) => isWarm(signal, evidence, terms, at)),
  );
  return reached ?? 'attention';
}

/**
 * A signal is warm while it holds and, where fading engagement rules score it, at least one of those rules is still worth half of one
 * piece of evidence (its cap apart). So one piece keeps a signal warm for exactly one half-life, and more of them for longer.
 */
export function isWarm(signal: string, evidence: Read, terms: Terms, at: Instant): boolean {
  if (!signalHolds(signal, evidence, terms, at)) return false;
  const rules = fadingRules(signal, terms);
  return rules.length === 0 || rules.some((rule) => isWorthHalf(rule, evidence, at));
}

/** The engagement rules, of those that fade, that score a signal's evidence. */
export function fadingRules(signal: string, terms: Terms): EngagementRule[] {
  const bySignal = fadingBySignal.get(terms) ?? new Map<string, EngagementRule[]>();
  const known = bySignal.get(signal);
  if (known) return known;
  const rules = terms.scoring.engagement.filter((rule) => rule.signal === signal && rule.halfLifeMs !== null);
  fadingBySignal.set(terms, bySignal.set(signal, rules));
  return rules;
}

// Terms are immutable, so what is read from them is read once and lives as long as they do.
const fadingBySignal = new WeakMap<Terms, Map<string, EngagementRule[]>>();

export const isWorthHalf = (rule: EngagementRule, evidence: Read, at: Instant): boolean =>
  Math.abs(ruleValue(rule, evidence, at)) >= Math.abs(rule.points) / 2;
