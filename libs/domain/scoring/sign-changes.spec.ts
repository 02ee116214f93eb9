import fc from 'fast-check';
import { signChanges } from './sign-changes.js';

describe('where a sum of decaying exponentials changes its sign', () => {
  it('finds every change, for sums that are built from the places where they change', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 }), (places) => {
        const expected = places.map((place) => place * 100).sort((one, other) => one - other);
        const found = signChanges(sumThatChangesAt(expected), 6_000);
        expect(found).toHaveLength(expected.length);
        found.forEach((at, i) => expect(Math.abs(at - (expected[i] ?? NaN))).toBeLessThan(1));
      }),
      { numRuns: 200 },
    );
  });

  it('finds none where all weights have one sign', () => {
    expect(signChanges([part(3, 0), part(1, 1), part(2, 5)], 1e12)).toEqual([]);
  });

  it('finds none beyond the length', () => {
    expect(signChanges(sumThatChangesAt([500]), 400)).toEqual([]);
  });

  it('keeps its footing where the faster parts have faded to nothing', () => {
    const tenYears = 3e11;
    const found = signChanges([part(-1, 1e-12), part(1e6, 0.01)], tenYears);
    expect(found).toHaveLength(1);
    expect(found[0]).toBeCloseTo(Math.log(1e6) / (0.01 - 1e-12), 0);
  });
});

const part = (weight: number, rate: number) => ({ weight, rate });
const base = 0.001;

/** The product of (x − e^(−base·place)) with x = e^(−base·t), multiplied out: a sum of exponentials that is zero at the places alone. */
function sumThatChangesAt(places: number[]) {
  const weights = places.reduce(
    (product, place) => {
      const root = Math.exp(-base * place);
      return [...product, 0].map((_, power) => (product[power - 1] ?? 0) - root * (product[power] ?? 0));
    },
    [1],
  );
  return weights.map((weight, power) => part(weight, base * power));
}
