import { someAtATime } from '../../libs/process/some-at-a-time.js';

export interface Driven {
  perSecond: number;
  /** Of one work, in ms. */
  p50: number;
}

/** Has `clients` do the works, each taking the next as soon as its last is done. */
export async function drive<Item>(items: Item[], clients: number, work: (item: Item) => Promise<unknown>): Promise<Driven> {
  const took: number[] = [];
  const startedAt = performance.now();
  await someAtATime(items, clients, async (item) => {
    const begunAt = performance.now();
    await work(item);
    took.push(performance.now() - begunAt);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  took.sort((a, b) => a - b);
  return { perSecond: items.length / seconds, p50: took[Math.floor(took.length / 2)] ?? Number.NaN };
}
