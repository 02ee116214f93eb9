import type * as ClockParts from '../../libs/domain/lifecycle/clock-parts.js';
import type * as Clocks from '../../libs/domain/lifecycle/clocks.js';
import type * as Settle from '../../libs/domain/lifecycle/reactions/settle.js';
import type * as SalesEvidence from '../../libs/domain/lifecycle/sales-evidence.js';
import type * as Shrink from './shrink.js';
import type * as House from './house.js';

/** A bug: a function of the core that does something else, and the invariant that finds it, in the house of a seed. */
interface Planted {
  bug: string;
  file: string;
  plant: (real: never) => object;
  breaks: string;
  seed: number;
}

const planted: Planted[] = [
  {
    bug: 'clocks that run on when sales lets go of a lead',
    file: '../../libs/domain/lifecycle/clocks.js',
    plant: (real: typeof Clocks) => ({ ...real, stopClocks: () => undefined }),
    breaks: 'said-to-end',
    seed: 2,
  },
  {
    bug: 'a rep who counts as told as soon as the lead is theirs',
    file: '../../libs/domain/lifecycle/clock-parts.js',
    plant: (real: typeof ClockParts) => ({ ...real, toldOf: ({ assignedAt }: { assignedAt: number | null }) => assignedAt }),
    breaks: 'told-before-charged',
    seed: 5,
  },
  {
    bug: 'a recycled lead that keeps its old evidence',
    file: '../../libs/domain/scoring/take-baseline.js',
    plant: () => ({ takeBaseline: () => null }),
    breaks: 'fresh-start',
    seed: 14,
  },
  {
    bug: 'a clock that evidence of the hand-off before meets',
    file: '../../libs/domain/lifecycle/sales-evidence.js',
    plant: (real: typeof SalesEvidence) => ({
      ...real,
      sinceOpening: (...[world, key]: Parameters<typeof real.sinceOpening>) => world.salesEvidence[key] ?? [],
    }),
    breaks: 'own-evidence',
    seed: 4,
  },
  {
    bug: 'what follows from where a lead stands that waits for the next turn',
    file: '../../libs/domain/lifecycle/reactions/settle.js',
    plant: ({ settle }: typeof Settle) => ({
      settle: (...[story, context]: Parameters<typeof settle>) =>
        story.events.length === 0 ? settle(story, context) : undefined,
    }),
    breaks: 'settled',
    seed: 1,
  },
];

describe('a bug that is planted in the core', () => {
  it.each(planted)('$bug: found, and told by few steps', async ({ file, plant, breaks, seed }) => {
    const least = await failureWith(file, plant, seed);
    expect(least.error).toMatchObject({ invariant: breaks });
    expect(least.steps.length).toBeLessThan(6);
  });
});

/** The least failure of a house whose core has the bug. */
async function failureWith(file: string, plant: Planted['plant'], seed: number): Promise<Shrink.Failure> {
  const found: Shrink.Failure[] = [];
  await jest.isolateModulesAsync(async () => {
    jest.doMock(file, () => plant(jest.requireActual<never>(file)));
    const { failureOf, shrink } = (await import('./shrink.js')) as typeof Shrink;
    const { plotOf } = (await import('./house.js')) as typeof House;
    const failure = failureOf(plotOf(seed, 1));
    if (failure !== null) found.push(shrink(failure, 100));
  });
  jest.dontMock(file);
  if (found[0] === undefined) throw new Error('Every invariant held');
  return found[0];
}
