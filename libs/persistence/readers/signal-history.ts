import type { EntityManager } from 'typeorm';
import type { SignalHistory } from '../../domain/agreement/lint/lint.js';
import type { Terms } from '../../domain/agreement/terms.js';
import { isEvidence } from '../../domain/scoring/is-evidence.js';

const page = 5_000;

interface Row {
  id: string;
  kind: string;
  data: Record<string, unknown>;
}

/**
 * How many of the stored facts are evidence for each signal of these terms, which need not be in force. Looks at no more than `mostFacts`, in the order
 * of their ids, which is no order of time: a sample of all. Stops once it has seen every signal.
 */
export async function signalHistory(manager: EntityManager, terms: Terms, mostFacts = 50_000): Promise<SignalHistory> {
  const signals = new Map<string, number>();
  const kinds = new Map<string, number>();
  let facts = 0;
  for (let after = ''; facts < mostFacts && signals.size < Object.keys(terms.signals).length;) {
    const rows = await manager.query<Row[]>('select id, kind, data from fact where id > $1 order by id limit $2', [
      after,
      Math.min(page, mostFacts - facts),
    ]);
    for (const fact of rows) {
      count(kinds, fact.kind);
      for (const id of evidenceOf(fact, terms)) count(signals, id);
    }
    facts += rows.length;
    if (rows.length < page) break;
    after = rows.at(-1)?.id ?? after;
  }
  const byCount = [...kinds].sort((one, other) => other[1] - one[1]);
  return { facts, kinds: byCount.map(([kind]) => kind), signals: Object.fromEntries(signals) };
}

const count = (counts: Map<string, number>, name: string): unknown => counts.set(name, (counts.get(name) ?? 0) + 1);
const evidenceOf = (fact: Row, { signals }: Terms): string[] =>
  Object.entries(signals).flatMap(([id, rule]) => (isEvidence(rule, fact) ? [id] : []));
