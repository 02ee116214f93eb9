import { holds } from '../agreement/hold.js';
import type { Scoring, Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { profileView } from './condition-view.js';
import type { Evidence } from './evidence.js';
import { rulePoints } from './rule-value.js';

/** The fit rules that hold. Time does not change them. */
export function fitRulesOf(evidence: Evidence, terms: Terms): Scoring['fit'] {
  const view = profileView(evidence, terms);
  return terms.scoring.fit.filter((rule) => holds(rule.when, view));
}

export const fitOf = (evidence: Evidence, terms: Terms): number =>
  fitRulesOf(evidence, terms).reduce((sum, rule) => sum + rule.points, 0);

/** The engagement score at an instant, in points: decayed, capped, less the baseline. */
export function engagementAt(evidence: Pick<Evidence, 'ledger' | 'baseline'>, terms: Terms, at: Instant): number {
  let sum = 0;
  for (const rule of terms.scoring.engagement) sum += rulePoints(rule, evidence, at);
  return sum;
}
