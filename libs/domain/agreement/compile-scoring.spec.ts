import { agreementOf } from '../../../test/support/agreement-document.js';
import { expectRefusal, type Changes, type Refusal } from '../../../test/support/agreement-refusals.js';
import type { ScoringDocument } from './document.js';

const base = agreementOf();
const scoring = (changes: Partial<ScoringDocument>): Changes => ({ scoring: { ...base.scoring, ...changes } });

describe('scoring is refused, with place and cure, for', () => {
  it.each<Refusal>([
    [
      'fit that asks for a signal',
      scoring({ fit: [{ id: 'a', when: { not: { signal: 'demo-asked' } }, points: 1 }] }),
      'scoring.fit.a.when.not',
      'who the lead is',
    ],
    [
      'fit that asks for a band',
      scoring({ fit: [{ id: 'a', when: { band: 'hot' }, points: 1 }] }),
      'scoring.fit.a.when',
      'who the lead is',
    ],
    [
      'fit that asks for a buyer stage',
      scoring({ fit: [{ id: 'a', when: { buyerStage: 'action' }, points: 1 }] }),
      'scoring.fit.a.when',
      'who the lead is',
    ],
    [
      'two fit rules of one name',
      scoring({ fit: [1, 2].map((points) => ({ id: 'a', when: { consent: 'email' }, points })) }),
      'scoring.fit.a',
      'more than once',
    ],
    [
      'a signal scored twice',
      scoring({ engagement: [1, 2].map((points) => ({ signal: 'demo-asked', points })) }),
      'scoring.engagement.demo-asked',
      'once',
    ],
    [
      'a score for an unknown signal',
      scoring({ engagement: [{ signal: 'x', points: 1 }] }),
      'scoring.engagement.x.signal',
      'no signal',
    ],
    [
      'a rule of no points',
      scoring({ engagement: [{ signal: 'demo-asked', points: 0 }] }),
      'scoring.engagement.demo-asked.points',
      'remove it',
    ],
    [
      'a negative half-life',
      scoring({ engagement: [{ signal: 'demo-asked', points: 1, halfLife: '-7d' }] }),
      'scoring.engagement.demo-asked.halfLife',
      'number and a unit',
    ],
    [
      'a half-life of zero',
      scoring({ engagement: [{ signal: 'demo-asked', points: 1, halfLife: '0d' }] }),
      'scoring.engagement.demo-asked.halfLife',
      'above zero',
    ],
    [
      'a half-life of working days',
      scoring({ engagement: [{ signal: 'demo-asked', points: 1, halfLife: '5wd' }] }),
      'scoring.engagement.demo-asked.halfLife',
      '24 h',
    ],
    [
      'a cap below zero',
      scoring({ engagement: [{ signal: 'demo-asked', points: 1, cap: -1 }] }),
      'scoring.engagement.demo-asked.cap',
      'above zero',
    ],
    [
      'no band without a floor',
      scoring({ bands: ['hot', 'cold'].map((band) => ({ band, fit: { gte: 1 } })) }),
      'scoring.bands',
      'end with a band',
    ],
    [
      'a band without a floor before the last',
      scoring({ bands: [{ band: 'cold' }, { band: 'hot', fit: { gte: 1 } }] }),
      'scoring.bands.cold',
      'to the end',
    ],
    [
      'two bands of one name',
      scoring({ bands: [{ band: 'hot', fit: { gte: 1 } }, { band: 'hot', fit: { gte: 2 } }, { band: 'cold' }] }),
      'scoring.bands.hot',
      'more than once',
    ],
  ])('%s', expectRefusal);
});
