import type { SignalRule } from '../agreement/terms.js';
import { passes } from '../agreement/value-test.js';
import type { Fact } from './ledger.js';

type FactContent = Pick<Fact, 'kind' | 'data'>;

/** Whether a fact is evidence for a signal: some matcher has its kind, and every test of its `where` holds on the fact's data. */
export function isEvidence(signal: SignalRule, fact: FactContent): boolean {
  for (const matcher of signal.matchers) if (matcher.kind === fact.kind && allPass(matcher, fact.data)) return true;
  return false;
}

type Matcher = SignalRule['matchers'][number];

function allPass(matcher: Matcher, data: FactContent['data']): boolean {
  for (const { keys, test } of testsOf(matcher)) if (!passes(test, valueAt(data, keys), noLists)) return false;
  return true;
}

// Lists belong to the team, which changes any day; what a fact is evidence for must never change after it was recorded.
const noLists = (): boolean => false;

interface Test {
  keys: string[];
  test: Matcher['where'][string];
}
// Terms are immutable, so their paths are taken apart once.
const known = new WeakMap<Matcher, Test[]>();

function testsOf(matcher: Matcher): Test[] {
  const before = known.get(matcher);
  if (before) return before;
  const tests = Object.entries(matcher.where).map(([path, test]) => ({ keys: path.split('.'), test }));
  known.set(matcher, tests);
  return tests;
}

function valueAt(data: FactContent['data'], keys: string[]): unknown {
  let value: unknown = data;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
