import type { Instant } from '../calendar/instant.js';

/** What is to come, of all leads: the earliest is taken first, and of one instant what was put in first. A binary heap. */
export interface Agenda<T> {
  put(at: Instant, item: T): void;
  /** The earliest, if it comes by then. */
  takeBy(at: Instant): { at: Instant; item: T } | null;
}

interface Entry<T> {
  at: Instant;
  order: number;
  item: T;
}

export function createAgenda<T>(): Agenda<T> {
  const heap: Entry<T>[] = [];
  let order = 0;
  return {
    put(at, item) {
      heap.push({ at, order: order++, item });
      rise(heap, heap.length - 1);
    },
    takeBy(at) {
      const [first] = heap;
      if (first === undefined || first.at > at) return null;
      const last = heap.pop();
      if (last !== undefined && last !== first) {
        heap[0] = last;
        sink(heap, 0);
      }
      return first;
    },
  };
}

const isBefore = <T>(one: Entry<T>, other: Entry<T>): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

function rise<T>(heap: Entry<T>[], from: number): void {
  for (let place = from; place > 0;) {
    const above = (place - 1) >> 1;
    if (!swapIfBefore(heap, place, above)) return;
    place = above;
  }
}

function sink<T>(heap: Entry<T>[], from: number): void {
  for (let place = from; ;) {
    const left = 2 * place + 1;
    const [one, other] = [heap[left], heap[left + 1]];
    if (one === undefined) return;
    const below = other !== undefined && isBefore(other, one) ? left + 1 : left;
    if (!swapIfBefore(heap, below, place)) return;
    place = below;
  }
}

function swapIfBefore<T>(heap: Entry<T>[], lower: number, upper: number): boolean {
  const [one, other] = [heap[lower], heap[upper]];
  if (one === undefined || other === undefined || !isBefore(one, other)) return false;
  heap[lower] = other;
  heap[upper] = one;
  return true;
}
