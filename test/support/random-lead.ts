import fc from 'fast-check';
import { engagementAt, type Engagement } from '../../libs/domain/scoring/points-at.js';
import { takeBaseline } from '../../libs/domain/scoring/take-baseline.js';
import {
  bandOfFloor,
  engagementOf,
  evidenceOf,
  factAt,
  hour,
  minute,
  second,
  signalOf,
  start,
  termsForScoring,
} from './terms-for-scoring.js';

const scoreOf = ({ steady, fading }: Engagement): number => steady + fading;
const kinds = ['a', 'b', 'c', 'd', 'e'] as const;
const oneOf = fc.constantFrom;
const randomRule = fc.record({
  points: fc.integer({ min: -60, max: 60 }),
  halfLifeMs: oneOf(null, 7 * minute, 13 * minute, 40 * minute, 40 * minute, 3 * hour),
  cap: oneOf(null, null, 20, 45),
});
const randomSignal = fc.record({ times: oneOf(1, 1, 2, 3), withinMs: oneOf(null, null, 20 * minute, hour) });
const randomFact = fc.record({ ago: oneOf(0, second, minute, 10 * minute, 30 * minute, 2 * hour), kind: oneOf(...kinds) });

/**
 * A lead under random terms, some facts before and some after a baseline, delivered in any order. The floors of the bands lie between
 * the lowest and the highest score of the hours to come, so that scores that turn cross them more than once.
 */
export const randomLead = fc
  .record({
    rules: fc.array(randomRule, { minLength: kinds.length, maxLength: kinds.length }),
    signals: fc.array(randomSignal, { minLength: kinds.length, maxLength: kinds.length }),
    floorShares: fc.array(fc.double({ min: 0.02, max: 0.98, noNaN: true }), { minLength: 1, maxLength: 3 }),
    facts: fc.array(randomFact, { maxLength: 14 }),
    baselineAfter: fc.option(fc.nat({ max: 7 })),
  })
  .map(({ rules, signals, floorShares, facts, baselineAfter }) => {
    const unbanded = termsForScoring({
      signals: Object.fromEntries(kinds.map((kind, i) => [kind, signalOf(kind, signals[i])])),
      conditions: [
        { clause: 'one', when: { all: [{ signal: 'a' }, { not: { signal: 'b' } }] } },
        { clause: 'two', when: { any: [{ band: 'band0' }, { buyerStage: 'action' as const }] } },
      ],
      scoring: {
        engagement: kinds.map((kind, i) => engagementOf(kind, rules[i]?.points ?? 0, rules[i])),
        buyerStage: { interest: ['c'], action: ['d', 'e'] },
      },
    });
    const all = facts.map(({ ago, kind }) => factAt(start - ago, kind));
    const early = all.slice(0, baselineAfter ?? 0);
    const newestEarly = Math.max(start - 2 * hour, ...early.map((fact) => fact.occurredAt));
    const baseline = baselineAfter === null ? null : takeBaseline(evidenceOf(early, unbanded).ledger, newestEarly);
    const evidence = evidenceOf(all, unbanded, { baseline });

    const scores = Array.from({ length: 180 }, (_, i) => scoreOf(engagementAt(evidence, unbanded, start + i * minute)));
    const [lowest, highest] = [Math.min(...scores), Math.max(...scores)];
    const floors = floorShares.map((share) => lowest + share * (highest - lowest)).sort((x, y) => y - x);
    const banded = [...floors.map((floor, i) => bandOfFloor(`band${i}`, floor)), bandOfFloor('cold', null)];
    return { terms: { ...unbanded, scoring: { ...unbanded.scoring, bands: banded } }, evidence, at: start };
  });
