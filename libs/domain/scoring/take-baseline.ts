import type { Instant } from '../calendar/instant.js';
import type { Baseline } from './evidence.js';
import type { Ledger } from './ledger.js';

/** What the ledger holds now, to be left out of the score from `at` on (`counts: fresh`). */
export function takeBaseline(ledger: Ledger, at: Instant): Baseline {
  const rules: Baseline['rules'] = {};
  for (const [id, entry] of Object.entries(ledger.rules)) rules[id] = { value: entry.value, at: entry.at };
  return { at, rules, seq: ledger.seq };
}
