/** Chance that comes out the same each time. */
export interface Chance {
  /** A whole number from 0 up to `limit`, without it. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(of: readonly T[]): T[];
}

/** A small generator (mulberry32): good enough to make a load, and to make it again. */
export function seeded(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick<T>(from: readonly T[]): T {
      const [picked] = from.slice(below(from.length));
      if (picked === undefined) throw new Error('There is nothing to pick from.');
      return picked;
    },
    shuffled<T>(of: readonly T[]): T[] {
      return of
        .map((item) => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item);
    },
  };
}
