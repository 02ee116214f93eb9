/** Work on many, begun in order, at most `atOnce` of them at a time. Rejects with the first error; what was begun by then goes on. */
export async function someAtATime<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
