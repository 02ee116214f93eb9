import { agreementOf } from '../../../test/support/agreement-document.js';
import type { AgreementDocument } from './document.js';
import { mustSign } from './must-sign.js';
import type { SignsDocument } from './signs.js';

const signs: SignsDocument = { default: 'both', nurture: 'marketing', followUp: 'sales' };
const base = agreementOf({ signs });
const sidesFor = (changes: Partial<AgreementDocument>): string[] =>
  mustSign(base, { ...base, ...changes }).map(({ side }) => side);

describe('who must sign a version', () => {
  it('is both sides for the first of all, for all that it says', () => {
    const sides = mustSign(null, base);
    expect(sides.map(({ side }) => side)).toEqual(['marketing', 'sales']);
    expect(sides[0]?.parts).toEqual(Object.keys(base));
  });

  it('is the side that the base names for what changes', () => {
    expect(mustSign(base, { ...base, nurture: { while: { sales: 'continue' } } })).toEqual([
      { side: 'marketing', parts: ['nurture'] },
    ]);
    expect(sidesFor({ followUp: {} })).toEqual(['sales']);
    expect(sidesFor({ nurture: {}, followUp: {} })).toEqual(['marketing', 'sales']);
    expect(sidesFor({ recycle: { atMost: 9 } })).toEqual(['marketing', 'sales']);
  });

  it('is both when the rights themselves change: no draft grants its own', () => {
    expect(sidesFor({ signs: { default: 'marketing' }, recycle: { atMost: 9 } })).toEqual(['marketing', 'sales']);
    expect(mustSign(base, { ...base, signs: { default: 'marketing' } })).toEqual([
      { side: 'marketing', parts: ['signs'] },
      { side: 'sales', parts: ['signs'] },
    ]);
    const { signs: _, ...without } = base;
    expect(mustSign(base, without).map(({ side }) => side)).toEqual(['marketing', 'sales']);
  });

  it('is nobody when it says the same in another order', () => {
    expect(mustSign(base, Object.fromEntries(Object.entries(base).reverse()) as unknown as AgreementDocument)).toEqual([]);
  });
});
