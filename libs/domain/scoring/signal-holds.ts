import type { SignalRule, Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Evidence } from './evidence.js';

type Read = Pick<Evidence, 'ledger' | 'baseline'>;

/** Whether at least `times` pieces of evidence, none older than the baseline, lie within the last `within`. A signal nobody defined never holds. */
export function signalHolds(id: string, evidence: Read, terms: Terms, at: Instant): boolean {
  const span = signalSpan(id, evidence, terms);
  return span !== null && span.from <= at && at < span.until;
}

/** When a signal holds if no more facts come: from its newest evidence until its `times`-th newest leaves the window (Infinity: for good). */
export function signalSpan(id: string, evidence: Read, terms: Terms): { from: Instant; until: Instant } | null {
  const signal = terms.signals[id];
  const instants = evidence.ledger.signals[id];
  if (!signal || !instants) return null;
  const from = instants.at(-1);
  const oldest = instants.at(-Math.max(signal.times, 1));
  if (from === undefined || oldest === undefined) return null;
  if (evidence.baseline && oldest <= evidence.baseline.at) return null;
  return { from, until: signal.withinMs === null ? Infinity : oldest + signal.withinMs };
}

/** Of a signal's evidence, ascending, the instants at which it comes: each is the last of `times` pieces that lie within `withinMs`. */
export const comings = (instants: Instant[], { times, withinMs }: Pick<SignalRule, 'times' | 'withinMs'>): Instant[] =>
  instants.filter((at, place) => {
    const first = instants[place + 1 - Math.max(times, 1)];
    return first !== undefined && at - first < (withinMs ?? Infinity);
  });

/** Whether a signal came after `since` by its newest evidence; what it needs beside that may be older. */
export function cameSince(id: string, { ledger }: Pick<Evidence, 'ledger'>, terms: Terms, since: Instant): boolean {
  const signal = terms.signals[id];
  const last = signal === undefined ? undefined : comings(ledger.signals[id] ?? [], signal).at(-1);
  return last !== undefined && last > since;
}
