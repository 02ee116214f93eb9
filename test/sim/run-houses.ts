import { plotOf } from './house.js';
import { live } from './live.js';
import { nameOf, shrink } from './shrink.js';
import { tell } from './tell.js';

/** Seeds to live, each a house. */
export interface Share {
  seeds: number[];
  years: number;
}

/** What came of a house: how much was lived, or which invariant broke. The story is told once for each name. */
export type Told = { seed: number; turns: number; events: number } | { seed: number; broke: string; story: string | null };

const mostStories = 5;

/** Lives one house after the other and tells of each. */
export function runHouses({ seeds, years }: Share, tellOf: (told: Told) => void): void {
  const known = new Set<string>();
  for (const seed of seeds) {
    const plot = plotOf(seed, years);
    try {
      const { turns, events } = live(plot);
      tellOf({ seed, turns, events });
    } catch (thrown) {
      const error = thrown as Error;
      const broke = nameOf(error);
      const isNew = !known.has(broke) && known.size < mostStories;
      known.add(broke);
      tellOf({ seed, broke, story: isNew ? tell(shrink({ plot, steps: plot.steps, error })) : null });
    }
  }
}
