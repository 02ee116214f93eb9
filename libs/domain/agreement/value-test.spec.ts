import type { ValueTest } from './conditions.js';
import { passes } from './value-test.js';

const inList = (list: string, value: string): boolean => list === 'competitors' && value === 'rival.example';
const asks = (test: ValueTest, value: unknown): boolean => passes(test, value, inList);

describe('a test of a value', () => {
  it.each<[string, ValueTest, unknown]>([
    ['text is equal without regard to case', { is: 'Google' }, ' google '],
    ['a number in a CSV is equal to the number', { is: 120 }, '120'],
    ['true is equal to the text', { is: true }, 'TRUE'],
    ['a value is one of several', { in: ['ES', 'GB'] }, 'gb'],
    ['a number reaches its bounds', { gte: 50, lte: 50 }, 50],
    ['a number in quotes is compared as a number', { gt: 9, lt: 11 }, '10'],
    ['text contains text', { contains: 'Price' }, '/en/pricelist'],
    ['text starts with text', { startsWith: '/Pricing' }, '/pricing/eu'],
    ['a value is in a list of the team', { inList: 'competitors' }, 'Rival.Example'],
    ['zero and false are present', { is: 'present' }, 0],
    ['an absent value is blank', { is: 'blank' }, undefined],
    ['a text of spaces is blank', { is: 'blank' }, '  '],
    ['a list of values passes by one of them', { is: 'b' }, ['a', 'B']],
    ['an empty list is blank', { is: 'blank' }, []],
  ])('holds: %s', (_, test, value) => expect(asks(test, value)).toBe(true));

  it.each<[string, ValueTest, unknown]>([
    ['another text', { is: 'Google' }, 'bing'],
    ['none of several', { in: ['ES', 'GB'] }, 'FR'],
    ['just below a bound', { gte: 50 }, 49.99],
    ['on a bound that is excluded', { gt: 50 }, 50],
    ['on an upper bound that is excluded', { lt: 50 }, 50],
    ['above an upper bound', { lte: 50 }, 51],
    ['a text that is no number', { gte: 0 }, 'many'],
    ['an empty text is not zero', { lte: 0 }, ''],
    ['true is no number', { gte: 0 }, true],
    ['text that begins elsewhere', { startsWith: 'pricing' }, '/pricing'],
    ['a value outside the list', { inList: 'competitors' }, 'acme.example'],
    ['one of two keys fails', { gte: 1, in: [3] }, 2],
    ['an absent value, for every other test', { in: ['ES'] }, undefined],
    ['null is not present', { is: 'present' }, null],
    ['a present value is not blank', { is: 'blank' }, 'x'],
    ['no entry of the list passes alone', { gte: 2, lte: 2 }, [1, 3]],
    ['a block of keys is equal to nothing', { is: '[object Object]' }, { a: 1 }],
  ])('does not hold: %s', (_, test, value) => expect(asks(test, value)).toBe(false));
});
