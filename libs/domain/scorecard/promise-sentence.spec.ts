import { promiseSentence } from './promise-sentence.js';

describe('a promise in words', () => {
  const kept = {
    clause: 'promises.0',
    by: 'sales',
    measure: 'kept',
    clock: 'accept',
    atLeast: 0.925,
    atMost: null,
    per: 'month',
  } as const;
  it.each([
    ['one clock', kept, 'Sales keeps at least 92.5% of its clock accept, every month.'],
    ['every clock', { ...kept, clock: null }, 'Sales keeps at least 92.5% of its clocks, every month.'],
    [
      'a number between two',
      { ...kept, by: 'marketing', measure: 'volume', clock: null, atLeast: 50, atMost: 200, per: 'week' } as const,
      'Marketing sees at least 50 and at most 200 hand-offs, every week.',
    ],
  ])('says %s', (_, promise, sentence) => expect(promiseSentence(promise)).toBe(sentence));
});
