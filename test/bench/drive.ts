export interface Driven {
  perSecond: number;
  /** Of one work, in ms. */
  p50: number;
}

/** Has `clients` do the works, each taking the next as soon as its last is done. */
export async function drive<Item>(items: Item[], clients: number, work: (item: Item) => Promise<unknown>): Promise<Driven> {
  const queue = items.values();
  const took: number[] = [];
  const client = async (): Promise<void> => {
    for (const item of queue) {
      const startedAt = performance.now();
      await work(item);
      took.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  took.sort((a, b) => a - b);
  return { perSecond: items.length / seconds, p50: took[Math.floor(took.length / 2)] ?? Number.NaN };
}
