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

type Counted = Pick<SignalRule, 'times' | 'withinMs'>;

/** Of a signal's evidence, ascending, when it comes: each time with the last of `times` pieces that lie within `withinMs`, of which `from` is the first. */
export const comingsFrom = (instants: Instant[], { times, withinMs }: Counted): { at: Instant; from: Instant }[] =>
  instants.flatMap((at, place) => {
    const from = instants[place + 1 - Math.max(times, 1)];
    return from !== undefined && at - from < (withinMs ?? Infinity) ? [{ at, from }] : [];
  });

export const comings = (instants: Instant[], rule: Counted): Instant[] => comingsFrom(instants, rule).map(({ at }) => at);

/** Whether a signal came after `since` by its newest evidence; what it needs beside that may be older. */
export function cameSince(id: string, { ledger }: Pick<Evidence, 'ledger'>, terms: Terms, since: Instant): boolean {
  const signal = terms.signals[id];
  const last = signal === undefined ? undefined : comings(ledger.signals[id] ?? [], signal).at(-1);
  return last !== undefined && last > since;
}
