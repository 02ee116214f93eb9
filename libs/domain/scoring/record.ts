import type { Scoring, Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { decayed } from './decayed.js';
import { effectiveAt } from './effective-at.js';
import { evidenceFor, type ScoredSignal } from './evidence-for.js';
import type { Fact, Ledger } from './ledger.js';

type RuleEntry = Ledger['rules'][string];

/**
 * The ledger with one more fact in it. Each fact must be recorded once; in which order does not matter: a late fact is added as
 * faded as it is old. The ledger given is not changed, and what the fact doesn't touch is shared with it.
 */
export function record(ledger: Ledger, fact: Fact, terms: Terms): Ledger {
  return recordEvidence(ledger, fact, evidenceFor(fact, terms));
}

/** The same, for whoever knows already what the fact is evidence for. */
export function recordEvidence(ledger: Ledger, fact: Fact, found: ScoredSignal[]): Ledger {
  const seq = Math.max(ledger.seq, fact.seq);
  if (found.length === 0) return { ...ledger, seq };

  const at = effectiveAt(fact);
  const next: Ledger = { seq, rules: { ...ledger.rules }, signals: { ...ledger.signals } };
  for (const { id, signal, rules } of found) {
    next.signals[id] = withInstant(next.signals[id] ?? [], at, signal.times);
    for (const rule of rules) next.rules[rule.id] = withEvidence(next.rules[rule.id], rule, at);
  }
  return next;
}

function withEvidence(entry: RuleEntry | undefined, rule: Scoring['engagement'][number], at: Instant): RuleEntry {
  if (!entry) return { value: rule.points, at, count: 1 };
  const count = entry.count + 1;
  if (at < entry.at) return { value: entry.value + decayed(rule.points, entry.at - at, rule.halfLifeMs), at: entry.at, count };
  return { value: decayed(entry.value, at - entry.at, rule.halfLifeMs) + rule.points, at, count };
}

/**
 * The newest `times` instants, ascending. No more are needed: whether a signal holds, also after a baseline, hangs on its
 * `times`-th newest evidence alone.
 */
function withInstant(instants: Instant[], at: Instant, times: number): Instant[] {
  const newest = instants.at(-1);
  if (newest === undefined || newest <= at) return newestOf(instants, at, times);
  const place = instants.findLastIndex((earlier) => earlier <= at) + 1;
  if (place === 0 && instants.length >= times) return instants;
  return instants.toSpliced(place, 0, at).slice(-Math.max(times, 1));
}

// What is in order, as most of it is, has no place to be looked for.
const newestOf = (instants: Instant[], at: Instant, times: number): Instant[] =>
  times <= 1 ? [at] : [...(instants.length < times ? instants : instants.slice(1 - times)), at];
