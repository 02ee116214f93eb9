import type { SignalRule } from '../agreement/terms.js';
import { passes } from '../agreement/value-test.js';
import type { Fact } from './ledger.js';

type FactContent = Pick<Fact, 'kind' | 'data'>;

/** Whether a fact is evidence for a signal: some matcher has its kind, and every test of its `where` holds on the fact's data. */
export function isEvidence(signal: SignalRule, fact: FactContent): boolean {
  return signal.matchers.some((matcher) => matcher.kind === fact.kind && allPass(matcher.where, fact.data));
}

function allPass(where: SignalRule['matchers'][number]['where'], data: FactContent['data']): boolean {
  for (const [path, test] of Object.entries(where)) if (!passes(test, valueAt(data, path), noLists)) return false;
  return true;
}

// Lists belong to the team, which changes any day; what a fact is evidence for must never change after it was recorded.
const noLists = (): boolean => false;

function valueAt(data: FactContent['data'], path: string): unknown {
  let value: unknown = data;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
