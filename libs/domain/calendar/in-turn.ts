import type { Opening } from './calendar.js';

/** Openings of several calendars in one order, cut where another already runs. */
export function* inTurn(sources: Generator<Opening, never>[]): Generator<Opening, never> {
  const heads = sources.map((source) => ({ source, next: source.next().value }));
  for (let coveredUntil = -Infinity; ;) {
    const head = heads.reduce((first, other) => (other.next.from < first.next.from ? other : first));
    const { from, until } = head.next;
    if (until > coveredUntil) yield { ...head.next, from: Math.max(from, coveredUntil) };
    coveredUntil = Math.max(coveredUntil, until);
    head.next = head.source.next().value;
  }
}

/** The same for some openings of one day. */
export function withoutOverlap(openings: Opening[]): Opening[] {
  let coveredUntil = -Infinity;
  return [...openings]
    .sort((one, other) => one.from - other.from)
    .flatMap((opening) => {
      const from = Math.max(opening.from, coveredUntil);
      coveredUntil = Math.max(coveredUntil, opening.until);
      return from < opening.until ? [{ ...opening, from }] : [];
    });
}
