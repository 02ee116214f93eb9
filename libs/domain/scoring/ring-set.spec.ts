import { factAt, signalOf, start, termsForScoring } from '../../../test/support/terms-for-scoring.js';
import { alwaysRings } from './ring-set.js';

describe('a fact that always rings', () => {
  const longCall = signalOf('call', {
    matchers: [
      { kind: 'call', where: { seconds: { gte: 30 } } },
      { kind: 'meeting', where: {} },
    ],
  });
  const terms = termsForScoring({ signals: { page: signalOf('page'), 'real-touch': longCall }, ringSet: ['real-touch'] });

  it('is evidence, by any of its matchers, for a signal of the ring set', () => {
    expect(alwaysRings(factAt(start, 'meeting'), terms)).toBe(true);
    expect(alwaysRings(factAt(start, 'call', { seconds: 31 }), terms)).toBe(true);
  });

  it('is none whose data misses the test, and none for a signal outside the set', () => {
    expect(alwaysRings(factAt(start, 'call', { seconds: 29 }), terms)).toBe(false);
    expect(alwaysRings(factAt(start, 'page'), terms)).toBe(false);
  });

  it('says something of a field that a held cadence may wait for, whatever it says', () => {
    const waiting = { ...terms, ringFields: ['phone'] };
    expect(alwaysRings(factAt(start, 'profile_updated', { phone: '+34600000001' }), waiting)).toBe(true);
    expect(alwaysRings(factAt(start, 'captured', { profile: { phone: '+34600000001' } }), waiting)).toBe(true);
    expect(alwaysRings(factAt(start, 'profile_updated', { phone: '', name: 'Eva' }), waiting)).toBe(false);
    expect(alwaysRings(factAt(start, 'form_submitted', { phone: '+34600000001' }), waiting)).toBe(false);
    expect(alwaysRings(factAt(start, 'profile_updated', { phone: '+34600000001' }), terms)).toBe(false);
  });
});
