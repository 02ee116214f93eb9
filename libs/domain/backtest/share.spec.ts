import { precisionAndRecall, winRate } from './judged.js';
import { shareOf } from './share.js';

describe('a share with its interval', () => {
  // R: binom::binom.confint(x, n, methods = 'wilson'), prop.test(x, n, correct = FALSE)
  it.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [5, 10, 0.2366, 0.7634],
    [81, 263, 0.2553, 0.3662],
  ])('of %i of %i is as Wilson has it', (count, of, low, high) => {
    expect(shareOf(count, of).low).toBeCloseTo(low, 4);
    expect(shareOf(count, of).high).toBeCloseTo(high, 4);
  });

  it('of nothing is unknown, not zero', () => expect(shareOf(0, 0)).toMatchObject({ value: null, low: 0, high: 1 }));

  it('leaves open what nobody knows, as a range', () => {
    const rate = winRate({ won: 2, notWon: 2, unknown: 6 });
    expect(rate).toMatchObject({ known: { value: 0.5 }, worst: 0.2, best: 0.8 });
  });
});

it('precision is of those handed over, recall of those who bought', () => {
  const { precision, recall } = precisionAndRecall({ won: 6, notWon: 2, unknown: 0 }, { won: 3, notWon: 9, unknown: 3 });
  expect(precision.known).toMatchObject({ count: 6, of: 8 });
  expect(recall).toMatchObject({ known: { count: 6, of: 9 }, worst: 0.5, best: 6 / 9 });
});
