import { hint, nearest } from './nearest.js';

describe('a hint at the word that was meant', () => {
  it.each([
    ['halflife', 'halfLife'],
    ['pricng', 'pricing'],
    ['demo-askd', 'demo-asked'],
  ])('%s meant %s', (word, meant) => expect(nearest(word, ['cap', 'points', 'halfLife', 'pricing', 'demo-asked'])).toBe(meant));

  it('is not made up', () => expect(nearest('zebra', ['cap', 'points'])).toBeNull());
  it('names the choice where there is one', () =>
    expect(hint('zebra', ['hot', 'cold'], 'add it')).toBe('choose one of: hot, cold; or add it'));
  it('is the cure alone where there is none', () => expect(hint('zebra', [], 'add it')).toBe('add it'));
});
