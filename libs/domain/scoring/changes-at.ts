import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { type BandRule, bandOf } from './band-of.js';
import { fadingRules, isWorthHalf } from './buyer-stage-at.js';
import type { Evidence } from './evidence.js';
import { firstFlip } from './first-flip.js';
import { engagementAt, fitOf } from './points-at.js';
import { signalSpan } from './signal-holds.js';
import { isSameStanding, standingAt } from './standing-at.js';
import { turningPoints } from './turning-points.js';

/** How far ahead a change is looked for: ten years. One that is later than that is none. */
export const horizonMs = 3653 * 86_400_000;

/**
 * The first instant after `at`, to the millisecond, at which the standing differs from the standing at `at` though no more facts come:
 * a signal's window closes, a signal cools, or the engagement score crosses the floor of a band, either way. Null if that never happens.
 * `at` is not before the newest evidence (a few milliseconds, by two machines' clocks, do no harm).
 */
export function changesAt(evidence: Evidence, terms: Terms, at: Instant): Instant | null {
  const from = Math.max(at, newestEvidence(evidence));
  const until = from + horizonMs;
  const standing = standingAt(evidence, terms, at);
  const candidates = [
    from,
    ...windowEdges(evidence, terms),
    ...coolings(evidence, terms, from, until),
    bandChange(evidence, terms, from, until) ?? Infinity,
  ];
  const inOrder = candidates.filter((instant) => instant > at && instant <= until).sort((one, other) => one - other);
  return inOrder.find((instant) => !isSameStanding(standing, standingAt(evidence, terms, instant))) ?? null;
}

function newestEvidence({ ledger }: Evidence): Instant {
  let newest = -Infinity;
  for (const id in ledger.rules) newest = Math.max(newest, ledger.rules[id]?.at ?? newest);
  return newest;
}

function windowEdges(evidence: Evidence, terms: Terms): Instant[] {
  const spans = Object.keys(evidence.ledger.signals).map((id) => signalSpan(id, evidence, terms));
  return spans.flatMap((span) => (span ? [span.from, span.until] : []));
}

function coolings(evidence: Evidence, terms: Terms, from: Instant, until: Instant): Instant[] {
  const rules = Object.values(terms.scoring.buyerStage).flatMap((signals) =>
    signals.flatMap((signal) => fadingRules(signal, terms)),
  );
  return rules.flatMap((rule) => firstFlip(from, until, (at) => isWorthHalf(rule, evidence, at)) ?? []);
}

function bandChange(evidence: Evidence, terms: Terms, from: Instant, until: Instant): Instant | null {
  const fit = fitOf(evidence, terms);
  const bandAt = (at: Instant) => bandOf(fit, engagementAt(evidence, terms, at), terms.scoring.bands);
  let start = from;
  for (const end of turningPoints(evidence, terms, from, until)) {
    const changed = changeOfName(bandAt, start, end);
    if (changed !== null) return changed;
    start = end;
  }
  return null;
}

/**
 * While the score only falls (or only rises), the first band that it reaches only moves down (or up) the list, so each change is one
 * flip. Bands of one name may follow each other: then the lead's band stays the same, and the next flip is looked for.
 */
function changeOfName(bandAt: (at: Instant) => BandRule | undefined, start: Instant, end: Instant): Instant | null {
  const band = bandAt(start);
  const changed = firstFlip(start, end, (at) => bandAt(at) === band);
  if (changed === null || bandAt(changed)?.band !== band?.band) return changed;
  return changeOfName(bandAt, changed, end);
}
