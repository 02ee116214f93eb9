import type { Scoring, SignalRule, Terms } from '../agreement/terms.js';
import { isEvidence } from './is-evidence.js';
import type { Fact } from './ledger.js';

/** A signal with the engagement rules that score its evidence. */
export interface ScoredSignal {
  id: string;
  signal: SignalRule;
  rules: Scoring['engagement'];
}

/** The signals that a fact is evidence for. Costs only the signals of the fact's own kind. */
export function evidenceFor(fact: Pick<Fact, 'kind' | 'data'>, terms: Terms): ScoredSignal[] {
  const candidates = indexOf(terms).get(fact.kind);
  if (!candidates) return [];
  return candidates.filter(({ signal }) => isEvidence(signal, fact));
}

// Terms are immutable, so their index is made once and lives as long as they do.
const indexes = new WeakMap<Terms, Map<string, ScoredSignal[]>>();

function indexOf(terms: Terms): Map<string, ScoredSignal[]> {
  const known = indexes.get(terms);
  if (known) return known;
  const index = signalsByKind(terms);
  indexes.set(terms, index);
  return index;
}

function signalsByKind(terms: Terms): Map<string, ScoredSignal[]> {
  const index = new Map<string, ScoredSignal[]>();
  for (const [id, signal] of Object.entries(terms.signals)) {
    const scored = { id, signal, rules: terms.scoring.engagement.filter((rule) => rule.signal === id) };
    for (const kind of new Set(signal.matchers.map((matcher) => matcher.kind)))
      index.set(kind, [...(index.get(kind) ?? []), scored]);
  }
  return index;
}
