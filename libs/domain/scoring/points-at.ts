import { holds } from '../agreement/hold.js';
import type { Scoring, Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { profileView } from './condition-view.js';
import { decayed } from './decayed.js';
import type { Evidence } from './evidence.js';
import { isSteady, rulePoints } from './rule-value.js';

/** The fit rules that hold. Time does not change them. */
export function fitRulesOf(evidence: Evidence, terms: Terms): Scoring['fit'] {
  const view = profileView(evidence, terms);
  return terms.scoring.fit.filter((rule) => holds(rule.when, view));
}

export const fitOf = (evidence: Evidence, terms: Terms): number =>
  fitRulesOf(evidence, terms).reduce((sum, rule) => sum + rule.points, 0);

/** The engagement score, in points, of two parts: what stays as it is for now (it never fades, or its cap is what holds it), and what fades. */
export interface Engagement {
  steady: number;
  fading: number;
}

type Read = Pick<Evidence, 'ledger' | 'baseline'>;

/** The engagement score at an instant: decayed, capped, less the baseline. */
export function engagementAt(evidence: Read, terms: Terms, at: Instant): Engagement {
  let steady = 0;
  let fading = 0;
  for (const rule of terms.scoring.engagement) {
    const points = rulePoints(rule, evidence, at);
    if (isSteady(rule, points)) steady += points;
    else fading += points;
  }
  return { steady, fading };
}

/**
 * How many points a score's fading part may be off, at most, between `at` and the instant at which a cap lets go: each rule's points by their own last
 * digits and those of the sum, and some more.
 */
export function lostDigits({ ledger, baseline }: Read, terms: Terms, at: Instant): number {
  const { engagement } = terms.scoring;
  let fading = 0;
  for (const rule of engagement) {
    const [entry, before] = [ledger.rules[rule.id], baseline?.rules[rule.id]];
    if (!entry || isSteady(rule, rulePoints(rule, { ledger, baseline }, at))) continue;
    for (const part of [entry, before]) if (part) fading += Math.abs(decayed(part.value, at - part.at, rule.halfLifeMs));
  }
  return 3 * Number.EPSILON * (4 + engagement.length) * fading;
}
