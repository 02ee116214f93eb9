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
export function holds(condition: Condition, view: ConditionView): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, view));
  if ('any' in condition) return condition.any.some((part) => holds(part, view));
  if ('not' in condition) return !holds(condition.not, view);
  if ('signal' in condition) return view.signal(condition.signal);
  if ('band' in condition) return view.band === condition.band;
  if ('buyerStage' in condition) return view.buyerStage === condition.buyerStage;
  if ('consent' in condition) return view.consent(condition.consent);
  return passes(condition, view.field(condition.field), (list, value) => view.inList(list, value));
}
