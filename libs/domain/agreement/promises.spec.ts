import { agreementOf } from '../../../test/support/agreement-document.js';
import { expectRefusal, type Refusal } from '../../../test/support/agreement-refusals.js';
import { agreementSchema } from '../../agreement-file/schema.js';
import { compile } from './compile.js';
import type { AgreementDocument } from './document.js';
import { reviewOf } from './review.js';
import { signedParts, signersOf } from './signs.js';
import type { Terms } from './terms.js';

const termsOf = (changes: Partial<AgreementDocument> = {}): Terms => {
  const checked = compile(agreementOf(changes));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};
const day = 86_400_000;

describe('who must sign', () => {
  it('is both, where nobody says otherwise', () => {
    expect(signersOf(termsOf().signs, ['scoring'])).toEqual(['marketing', 'sales']);
    expect(signersOf(null, ['nurture'])).toEqual(['marketing', 'sales']);
    expect(signersOf(termsOf().signs, [])).toEqual([]);
  });

  it('is the side that the version which is changed names for the part', () => {
    const { signs } = termsOf({ signs: { nurture: 'marketing', followUp: 'sales' } });
    expect(signersOf(signs, ['nurture'])).toEqual(['marketing']);
    expect(signersOf(signs, ['followUp'])).toEqual(['sales']);
    expect(signersOf(signs, ['followUp', 'nurture'])).toEqual(['marketing', 'sales']);
    expect(signersOf(signs, ['nurture', 'scoring'])).toEqual(['marketing', 'sales']);
  });

  it('is both for the rules of signing themselves, whatever they say', () => {
    const { signs } = termsOf({ signs: { default: 'marketing' } });
    expect(signersOf(signs, ['contact'])).toEqual(['marketing']);
    expect(signersOf(signs, ['signs'])).toEqual(['marketing', 'sales']);
    expect(signersOf(signs, ['agreement'])).toEqual(['marketing', 'sales']);
  });

  it('is said for every part of a document', () => {
    const { shape } = agreementSchema as unknown as { shape: Record<keyof AgreementDocument, unknown> };
    expect([...signedParts, 'agreement', 'signs'].sort()).toEqual(Object.keys(shape).sort());
  });
});

describe('the review', () => {
  it('is due a while after the version came into force, and somebody is reminded before', () => {
    const { review } = termsOf({ review: { every: '90d', remind: '14d' } });
    expect(reviewOf(review, 1_000)).toEqual({ reviewDueAt: 1_000 + 90 * day, remindAt: 1_000 + 76 * day });
    expect(reviewOf(termsOf({ review: { every: '90d' } }).review, 0)).toEqual({ reviewDueAt: 90 * day, remindAt: null });
    expect(reviewOf(termsOf().review, 0)).toEqual({ reviewDueAt: null, remindAt: null });
  });
});

describe('promises', () => {
  it('of both sides are floors and ceilings: numbers of hand-offs, or shares', () => {
    const { promises } = termsOf({
      promises: [
        { by: 'marketing', measure: 'volume', atLeast: 40, atMost: 200, per: 'week' },
        { by: 'marketing', measure: 'acceptance', atLeast: '70%', per: 'month' },
        { by: 'sales', measure: 'kept', clock: 'accept', atLeast: '90%', per: 'month' },
        { by: 'sales', measure: 'kept', atLeast: '80%', per: 'month' },
      ],
    });
    expect(promises).toEqual([
      { clause: 'promises.0', by: 'marketing', measure: 'volume', clock: null, atLeast: 40, atMost: 200, per: 'week' },
      { clause: 'promises.1', by: 'marketing', measure: 'acceptance', clock: null, atLeast: 0.7, atMost: null, per: 'month' },
      { clause: 'promises.2', by: 'sales', measure: 'kept', clock: 'accept', atLeast: 0.9, atMost: null, per: 'month' },
      { clause: 'promises.3', by: 'sales', measure: 'kept', clock: null, atLeast: 0.8, atMost: null, per: 'month' },
    ]);
  });

  const kept = { by: 'sales', measure: 'kept', per: 'month' } as const;
  it.each<Refusal>([
    ['a promise of nothing', { promises: [kept] }, 'promises.0', 'nothing is promised'],
    ['a share above all there is', { promises: [{ ...kept, atLeast: '150%' }] }, 'promises.0.atLeast', 'from 1% to 100%'],
    [
      'a ceiling below its floor',
      { promises: [{ by: 'marketing', measure: 'volume', atLeast: 9, atMost: 3, per: 'week' }] },
      'promises.0.atMost',
      'below the floor',
    ],
    ['a clock that nobody knows', { promises: [{ ...kept, clock: 'acept', atLeast: '90%' }] }, 'promises.0.clock', '`accept`'],
    [
      'a clock of the other side',
      { promises: [{ ...kept, by: 'marketing', clock: 'accept', atLeast: '90%' }] },
      'promises.0.clock',
      'held against marketing',
    ],
    [
      'clocks of a side that has none',
      { promises: [{ ...kept, by: 'marketing', atLeast: '90%' }] },
      'promises.0',
      'no clock is held against marketing',
    ],
    [
      'the same promise twice',
      {
        promises: [
          { ...kept, atLeast: '90%' },
          { ...kept, atMost: '95%' },
        ],
      },
      'promises.1',
      'promised above',
    ],
    ['a reminder before the beginning', { review: { every: '14d', remind: '90d' } }, 'review.remind', 'shorter than 14d'],
    ['a review by working days', { review: { every: '60wd' } }, 'review.every', 'no calendar applies'],
  ])('refuses %s', expectRefusal);
});
