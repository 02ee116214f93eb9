import type { BuyerStage, Channel } from '../scoring/standing.js';
import type { Condition } from './conditions.js';
import { passes } from './value-test.js';

/** What a condition reads: one lead at one instant. */
export interface ConditionView {
  /** The profile's value at a dotted path, blank read as undefined. */
  field(path: string): unknown;
  signal(id: string): boolean;
  band: string;
  buyerStage: BuyerStage;
  consent(channel: Channel): boolean;
  /** `value` comes lower-cased, as the team's lists are. */
  inList(list: string, value: string): boolean;
}

/** Does the condition hold for this lead, at this instant? */
export const holds = (condition: Condition, view: ConditionView): boolean => testOf(condition)(view);

type Test = (view: ConditionView) => boolean;

// Conditions are immutable, and tried for every fact: which kind each of them is, is found out once.
const tests = new WeakMap<Condition, Test>();

function testOf(condition: Condition): Test {
  const known = tests.get(condition);
  if (known) return known;
  const test = compiled(condition);
  tests.set(condition, test);
  return test;
}

function compiled(condition: Condition): Test {
  if ('all' in condition) return allOf(condition.all.map(testOf));
  if ('any' in condition) return anyOf(condition.any.map(testOf));
  if ('not' in condition) return not(testOf(condition.not));
  if ('signal' in condition) return (view) => view.signal(condition.signal);
  if ('band' in condition) return (view) => view.band === condition.band;
  if ('buyerStage' in condition) return (view) => view.buyerStage === condition.buyerStage;
  if ('consent' in condition) return (view) => view.consent(condition.consent);
  return (view) => passes(condition, view.field(condition.field), (list, value) => view.inList(list, value));
}

const allOf =
  (parts: Test[]): Test =>
  (view) => {
    for (const part of parts) if (!part(view)) return false;
    return true;
  };
const anyOf =
  (parts: Test[]): Test =>
  (view) => {
    for (const part of parts) if (part(view)) return true;
    return false;
  };
const not =
  (part: Test): Test =>
  (view) =>
    !part(view);
