import { plotOf } from './house.js';
import { Broken } from './invariants/broken.js';
import { live } from './live.js';
import { failureOf, shrink } from './shrink.js';
import { tell } from './tell.js';

const seeds = Array.from({ length: 30 }, (_, n) => n + 1);

describe('random lives', () => {
  it.each(seeds)('hold every invariant for half a year, house %i', (seed) => {
    const { turns, house } = live(plotOf(seed, 0.5));
    expect(turns).toBeGreaterThan(house.leads.length);
  });

  it('are the same each time', () => {
    const told = (): unknown => live(plotOf(7, 0.5)).house.leads.map(({ turns }) => turns.map(({ events }) => events));
    expect(told()).toEqual(told());
  });
});

describe('a life in which an invariant breaks', () => {
  const plot = plotOf(3, 0.5);
  const lanes = plot.terms.lanes.map((lane) => ({
    ...lane,
    clocks: lane.clocks.map((clock) => ({ ...clock, hours: 'always' as const, within: { ms: Number.NaN } })),
  }));
  const found = failureOf({ ...plot, terms: { ...plot.terms, lanes } });

  it('is told by the few steps it takes, with the sentence that does not hold', () => {
    if (found === null) throw new Error('Every invariant held');
    const least = shrink(found);
    expect(least.error).toBeInstanceOf(Broken);
    expect(least.steps.length).toBeLessThan(5);
    expect(tell(least)).toContain('BROKEN plain: A lead’s state is plain JSON.');
  });
});
