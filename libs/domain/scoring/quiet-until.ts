import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { aboveFloor, fitReaches, noise } from './band-of.js';
import { horizonMs } from './changes-at.js';
import { fadingRules } from './buyer-stage-at.js';
import type { Evidence } from './evidence.js';
import { engagementAt, fitOf } from './points-at.js';
import { rulePoints, ruleValue } from './rule-value.js';
import { signalSpan } from './signal-holds.js';
import { aida } from './standing.js';

type Read = Pick<Evidence, 'ledger' | 'baseline'>;

/**
 * An instant before which the standing surely does not change by itself: never later than `changesAt`, often the same within seconds, and without
 * its search. Infinity: it never does. For whoever follows very many leads: only one that is silent so long needs the exact instant.
 * `at` is not before the newest evidence. `fit`: the lead's, where it is known.
 */
export function quietUntil(evidence: Evidence, terms: Terms, at: Instant, fit = fitOf(evidence, terms)): Instant {
  const earliest = Math.min(windowEdge(evidence, terms, at), cooling(evidence, terms, at), bandFloor(evidence, terms, at, fit));
  return earliest > at + horizonMs ? Infinity : Math.max(at, earliest);
}

function windowEdge(evidence: Read, terms: Terms, at: Instant): Instant {
  let edge = Infinity;
  for (const id in evidence.ledger.signals) {
    const span = signalSpan(id, evidence, terms);
    if (span === null) continue;
    if (span.from > at) edge = Math.min(edge, span.from);
    if (span.until > at) edge = Math.min(edge, span.until);
  }
  return edge;
}

function cooling(evidence: Read, terms: Terms, at: Instant): Instant {
  let cold = Infinity;
  for (const stage of aida) {
    for (const signal of terms.scoring.buyerStage[stage] ?? [])
      if (evidence.ledger.signals[signal] !== undefined) cold = Math.min(cold, coldAt(signal, evidence, terms, at));
  }
  return cold;
}

// What is worth half a piece of evidence, or less, gets no warmer by itself.
function coldAt(signal: string, evidence: Read, terms: Terms, at: Instant): Instant {
  let cold = Infinity;
  for (const rule of fadingRules(signal, terms)) {
    const value = Math.abs(ruleValue(rule, evidence, at));
    const half = Math.abs(rule.points) / 2;
    if (value >= half) cold = Math.min(cold, at + fadesTo(half, value, rule.halfLifeMs ?? Infinity));
  }
  return cold;
}

/**
 * The score is a sum of points that fade and of charges that fade. It falls no faster than if all points had the shortest of their half-lives and
 * the charges stayed, and rises no faster than if the points stayed and all charges had the shortest of theirs.
 */
function bandFloor(evidence: Read, terms: Terms, at: Instant, fit: number): Instant {
  let points = 0;
  let charges = 0;
  let pointsHalfLife = Infinity;
  let chargesHalfLife = Infinity;
  for (const rule of terms.scoring.engagement) {
    const value = rulePoints(rule, evidence, at);
    const halfLife = rule.halfLifeMs ?? Infinity;
    if (value > 0) {
      points += value;
      pointsHalfLife = Math.min(pointsHalfLife, halfLife);
    } else if (value < 0) {
      charges -= value;
      chargesHalfLife = Math.min(chargesHalfLife, halfLife);
    }
  }
  const engagement = engagementAt(evidence, terms, at);
  let change = Infinity;
  for (const { fitGte, engagementGte } of terms.scoring.bands) {
    if (!fitReaches(fit, fitGte)) continue;
    if (engagementGte === null) break; // reached for good, and nothing below it matters
    if (aboveFloor(engagement, engagementGte) >= 0) {
      change = Math.min(change, at + fadesTo(engagementGte + charges, points, pointsHalfLife));
      break; // as long as it is reached, the floors below it don't matter
    }
    const rest = noise - (engagementGte - points) + digits * (points + charges);
    change = Math.min(change, at + fadesTo(rest, charges, chargesHalfLife));
  }
  return change;
}

/** What sums of points may have lost in their last digits, as a share: for a score that creeps up to the very floor that is seconds. */
const digits = 1e-14;

/** How long `value` takes to fade to `rest`, a little less rather than more; Infinity: it never does. */
function fadesTo(rest: number, value: number, halfLifeMs: number): number {
  if (rest < 0 || (rest === 0 && value > 0) || value === 0) return Infinity;
  if (value <= rest) return 0;
  return halfLifeMs === Infinity ? Infinity : Math.floor(halfLifeMs * Math.log2(value / rest) * (1 - 1e-9)) - 1;
}
