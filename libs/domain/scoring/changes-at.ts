import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { bandChange } from './band-change.js';
import { fadingRules, isWorthHalf } from './buyer-stage-at.js';
import type { Evidence } from './evidence.js';
import { fadedAt } from './faded-at.js';
import { signalSpan } from './signal-holds.js';
import { aida } from './standing.js';
import { isSameStanding, standingAt } from './standing-at.js';

/** How far ahead a change is looked for: ten years. One that is later than that is none. */
export const horizonMs = 3653 * 86_400_000;

/**
 * The first instant after `at`, to the millisecond, at which the standing differs from the standing at `at` though no more facts come:
 * a signal's window closes, a signal cools, or the engagement score crosses the floor of a band, either way. Null if that never happens, or not by
 * `last`. `at` is not before the newest evidence (a few milliseconds, by two machines' clocks, do no harm).
 */
export function changesAt(evidence: Evidence, terms: Terms, at: Instant, last = Infinity): Instant | null {
  const from = Math.max(at, newestEvidence(evidence));
  const until = Math.min(last, from + horizonMs);
  const standing = standingAt(evidence, terms, at);
  const edges = [from, ...windowEdges(evidence, terms), ...coolings(evidence, terms, from)]
    .filter((instant) => instant > at && instant <= until)
    .sort((one, other) => one - other);
  const differs = (instant: Instant): boolean => !isSameStanding(standing, standingAt(evidence, terms, instant));
  const edge = edges.find(differs) ?? null;
  const before = edge ?? until;
  if (before <= from) return edge;
  const moved = bandChange(evidence, terms, from, before);
  return moved !== null && moved > at && differs(moved) ? moved : edge;
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

function coolings(evidence: Evidence, terms: Terms, from: Instant): Instant[] {
  const cold: Instant[] = [];
  for (const stage of aida) {
    for (const signal of terms.scoring.buyerStage[stage] ?? []) {
      if (evidence.ledger.signals[signal] === undefined) continue;
      for (const rule of fadingRules(signal, terms))
        cold.push(fadedAt(rule, Math.abs(rule.points) / 2, evidence, from, isWorthHalf) ?? from);
    }
  }
  return cold;
}
