import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { bandChange } from './band-change.js';
import { fadingRules, isWorthHalf } from './buyer-stage-at.js';
import type { Evidence } from './evidence.js';
import { firstFlip } from './first-flip.js';
import { signalSpan } from './signal-holds.js';
import { isSameStanding, standingAt } from './standing-at.js';

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
