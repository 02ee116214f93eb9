import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Evidence } from './evidence.js';
import { fadedAt } from './faded-at.js';
import { type EngagementRule, ruleValue } from './rule-value.js';
import { type Exponential, signChanges } from './sign-changes.js';

type Read = Pick<Evidence, 'ledger' | 'baseline'>;

/**
 * Instants, ascending, from `from` to `until`, between which the engagement score only rises or only falls. The score bends where a
 * rule's value fades below its cap; between such bends it is a sum of exponentials, which turns where its slope changes sign.
 */
export function turningPoints(evidence: Read, terms: Terms, from: Instant, until: Instant): Instant[] {
  const fading = terms.scoring.engagement.filter((rule) => rule.halfLifeMs !== null && evidence.ledger.rules[rule.id]);
  const points = [from];
  for (const bend of [...capReleases(fading, evidence, from, until), until]) {
    const start = points[points.length - 1] ?? from;
    const slope = slopeAt(fading, evidence, start);
    for (const turn of signChanges(slope, bend - start)) points.push(...around(start + Math.round(turn), start, bend));
    // The last instant before the bend is the height of what rose until then, also if it is only there that a floor is reached.
    if (bend - 1 > start) points.push(bend - 1);
    points.push(bend);
  }
  return points.sort((one, other) => one - other);
}

// It turns between two milliseconds, and which of them is nearer is not sure.
const around = (turn: Instant, start: Instant, bend: Instant): Instant[] =>
  [turn - 1, turn, turn + 1].filter((at) => at > start && at < bend);

function capReleases(fading: EngagementRule[], evidence: Read, from: Instant, until: Instant): Instant[] {
  return fading
    .flatMap((rule) => fadedAt(rule, rule.cap ?? 0, evidence, from, isCapped) ?? [])
    .filter((release) => release <= until)
    .sort((one, other) => one - other);
}

const isCapped = (rule: EngagementRule, evidence: Read, at: Instant): boolean =>
  rule.cap !== null && Math.abs(ruleValue(rule, evidence, at)) > rule.cap;

/** The slope of the score (its sign turned, which moves no turning point), from `at` until the next bend: one part for each distinct half-life. */
function slopeAt(fading: EngagementRule[], evidence: Read, at: Instant): Exponential[] {
  const weights = new Map<number, number>();
  for (const rule of fading) {
    if (rule.halfLifeMs === null || isCapped(rule, evidence, at)) continue;
    const rate = Math.LN2 / rule.halfLifeMs;
    weights.set(rate, (weights.get(rate) ?? 0) + ruleValue(rule, evidence, at) * rate);
  }
  return [...weights].map(([rate, weight]) => ({ weight, rate })).sort((one, other) => one.rate - other.rate);
}
