import { numbered } from '../numbered.js';
import { keyOf } from './entry-key.js';
import { canonical } from './same.js';

/** An entry of a list before and after; null: it was not, or is no longer, there. `at`: its position. */
export interface Pair {
  key: string;
  before: { at: number; entry: unknown } | null;
  after: { at: number; entry: unknown } | null;
}

/** Pairs the entries of two lists by what they are known by. Of several with one name, those that are alike belong together. */
export function pairEntries(path: string, before: unknown[], after: unknown[]): Pair[] {
  const old = before.map((entry, at) => ({ at, entry, key: keyOf(path, entry) }));
  const own = after.map((entry) => keyOf(path, entry));
  const names = numbered(own);
  const taken = new Set<number>();
  const pick = (queue: Known[] = []): Known | null => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (taken.has(next.at)) continue;
      taken.add(next.at);
      return next;
    }
    return null;
  };
  const alike = queues(old, ({ entry }) => canonical(entry));
  const unchanged = after.map((entry) => pick(alike.get(canonical(entry))));
  const byKey = queues(old, ({ key }) => key);
  const pairs = after.map((entry, at): Pair => {
    const key = own[at] ?? '';
    return { key: names[at] ?? key, before: unchanged[at] ?? pick(byKey.get(key)), after: { at, entry } };
  });
  const gone = old
    .filter(({ at }) => !taken.has(at))
    .map(({ at, entry, key }): Pair => ({ key, before: { at, entry }, after: null }));
  return [...pairs, ...gone];
}

interface Known {
  at: number;
  entry: unknown;
  key: string;
}

function queues(entries: Known[], nameOf: (entry: Known) => string): Map<string, Known[]> {
  const queues = new Map<string, Known[]>();
  for (const entry of entries) {
    const queue = queues.get(nameOf(entry)) ?? [];
    queue.push(entry);
    queues.set(nameOf(entry), queue);
  }
  return queues;
}
