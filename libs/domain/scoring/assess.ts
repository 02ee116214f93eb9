import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Assessment, Reason } from './assessment.js';
import { bandOf } from './band-of.js';
import { buyerStageAt } from './buyer-stage-at.js';
import type { Evidence } from './evidence.js';
import { engagementAt, fitRulesOf } from './points-at.js';
import { rulePoints } from './rule-value.js';

/** Fit, engagement, band and buyer stage at an instant, with the reasons they are the sum of: rules in the agreement's order, those worth nothing left out. */
export function assess(evidence: Evidence, terms: Terms, at: Instant): Assessment {
  const fitReasons = fitReasonsOf(evidence, terms);
  const engagementReasons = engagementReasonsAt(evidence, terms, at);
  const fit = sumOf(fitReasons);
  const engagement = sumOf(engagementReasons);
  return {
    at,
    fit,
    engagement,
    band: bandOf(fit, engagementAt(evidence, terms, at), terms.scoring.bands)?.band ?? '',
    buyerStage: buyerStageAt(evidence, terms, at),
    reasons: [...fitReasons, ...engagementReasons],
  };
}

function fitReasonsOf(evidence: Evidence, terms: Terms): Reason[] {
  return fitRulesOf(evidence, terms).map(({ id, clause, points }) => ({ kind: 'fit', rule: id, clause, points }));
}

function engagementReasonsAt(evidence: Evidence, terms: Terms, at: Instant): Reason[] {
  const reasons: Reason[] = [];
  for (const rule of terms.scoring.engagement) {
    const entry = evidence.ledger.rules[rule.id];
    const points = rulePoints(rule, evidence, at);
    if (!entry || points === 0) continue;
    reasons.push({ kind: 'engagement', rule: rule.id, clause: rule.clause, points, count: entry.count, lastAt: entry.at });
  }
  return reasons;
}

const sumOf = (reasons: Reason[]): number => reasons.reduce((sum, reason) => sum + reason.points, 0);
