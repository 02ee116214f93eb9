import type { Terms } from '../terms.js';
import type { Lint } from './found.js';

/** What stored facts hold of these very signals. */
export interface SignalHistory {
  /** Facts looked at. */
  facts: number;
  /** Kinds among them, most frequent first. */
  kinds: string[];
  /** How many of them are evidence for each signal; a signal without any may be left out. */
  signals: Record<string, number>;
}

/** Fewer facts say nothing. */
const fewestFacts = 100;

/** A rule that never fires on the stored history: its signal is misspelt, or asks for what nobody sends. */
export function lintHistory({ scoring, signals }: Terms, history: SignalHistory): Lint[] {
  if (history.facts < fewestFacts) return [];
  return scoring.engagement
    .filter(({ signal }) => (history.signals[signal] ?? 0) === 0)
    .map(({ clause, signal }): Lint => {
      const kinds = (signals[signal]?.matchers ?? []).map(({ kind }) => kind);
      const isSent = kinds.some((kind) => history.kinds.includes(kind));
      const why = `none of the ${history.facts} stored facts looked at is a ${signal}`;
      const cure = isSent
        ? `facts of that kind came: look at \`signals.${signal}.where\``
        : `no fact is a ${kinds.join(' or ')}; what came is ${named(history.kinds)}`;
      return { code: 'rule.never-fires', clause, why, cure };
    });
}

const named = (kinds: string[]): string => kinds.slice(0, 6).join(', ') || 'nothing';
