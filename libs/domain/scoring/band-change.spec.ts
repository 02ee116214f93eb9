import fc from 'fast-check';
import {
  bandOfFloor,
  day,
  engagementOf,
  evidenceOf,
  second,
  start,
  termsForScoring,
} from '../../../test/support/terms-for-scoring.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { changesAt } from './changes-at.js';
import type { Evidence } from './evidence.js';
import { engagementAt } from './points-at.js';
import { quietUntil } from './quiet-until.js';
import { standingAt } from './standing-at.js';
import { turningPoints } from './turning-points.js';

/** What one rule of a score has come to by `start`. */
interface Part {
  value: number;
  halfLifeMs: number | null;
  cap?: number | null;
  age?: number;
}

describe('a score that creeps up to the very floor of a band', () => {
  it('has its band for good from the instant that is said, however large it is', () => {
    const { terms, evidence } = leadOf([stays(6_000), fades(-600, 90 * day), fades(560, 90 * day)], [6_000]);
    const changed = changesAt(evidence, terms, start) ?? NaN;
    expect(bandsBetween(evidence, terms, changed - 10 * second, changed - 1)).toEqual(['cold']);
    expect(bandsBetween(evidence, terms, changed, changed + 10 * second)).toEqual(['band0']);
  });

  it('is quiet no longer than that, also where the last digits of a sum are lost', () => {
    const parts = [stays(6_000), fades(4e-13, 90 * day), fades(-1.1e-6, 90 * day)];
    const { terms, evidence } = leadOf(parts, [6_000]);
    const changed = changesAt(evidence, terms, start) ?? NaN;
    const bound = quietUntil(evidence, terms, start);
    expect(bound).toBeLessThanOrEqual(changed);
    expect(changed - bound).toBeLessThan(day);
  });

  it('agrees with a scan of every millisecond around the change, whatever else fades beside it', () => {
    fc.assert(
      fc.property(fc.array(randomPart, { minLength: 2, maxLength: 6 }), (parts) => {
        const floor = parts.reduce((sum, { value, halfLifeMs }) => (halfLifeMs === null ? sum + value : sum), 0);
        const { terms, evidence } = leadOf(parts, [floor]);
        const changed = changesAt(evidence, terms, start);
        expect(quietUntil(evidence, terms, start)).toBeLessThanOrEqual(changed ?? Infinity);
        if (changed !== null) expectFirst(evidence, terms, changed);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a score that only touches the floor of a band', () => {
  it('is seen in time where it turns, though its last digits cross the floor to and fro', () => {
    let touched = 0;
    fc.assert(
      fc.property(fc.array(randomPart, { minLength: 2, maxLength: 4 }), fc.constantFrom(0, 1e-13, -1e-13), (parts, off) => {
        const unbanded = leadOf(parts, []);
        const [turn] = turningPoints(unbanded.evidence, unbanded.terms, start, start + 3_000 * day).slice(2, -2);
        if (turn === undefined || turn < start + 3 * second) return;
        const { steady, fading } = engagementAt(unbanded.evidence, unbanded.terms, turn);
        const { terms, evidence } = leadOf(parts, [steady + fading + 1e-6 + off]);
        const from = turn - 2 * second;
        const first = firstThatDiffers(evidence, terms, from, turn + 2 * second);
        if (first === null) return;
        touched += 1;
        expect(changesAt(evidence, terms, from)).toBe(first);
        expect(quietUntil(evidence, terms, from)).toBeLessThanOrEqual(first);
      }),
      { numRuns: 150 },
    );
    expect(touched).toBeGreaterThan(10);
  });
});

it('a floor between two bands of one name is passed by, and the next is seen in time', () => {
  const { terms, evidence } = leadOf([stays(50), fades(-40, day)], [45, 30, 20]);
  const [top, ...rest] = terms.scoring.bands;
  const bands = [top!, ...rest.map((band) => ({ ...band, band: 'same' }))];
  const merged = { ...terms, scoring: { ...terms.scoring, bands } };
  const changed = changesAt(evidence, merged, start);
  expect(changed).toBeLessThanOrEqual(start + 3 * day);
  expect(changed).toBeGreaterThan(start + 3 * day - second);
});

const stays = (value: number): Part => ({ value, halfLifeMs: null });
const fades = (value: number, halfLifeMs: number): Part => ({ value, halfLifeMs });
const randomPart: fc.Arbitrary<Part> = fc.record({
  value: fc.constantFrom(-600.7, -40, -10.1, 5, 12, 25.3, 60, 600, 6_000),
  halfLifeMs: fc.constantFrom(null, day / 4, 7 * day, 21 * day, 90 * day),
  cap: fc.constantFrom(null, null, 36, 600),
  age: fc.integer({ min: 0, max: 90 * day }),
});

/** A lead whose score has these parts, and bands with these floors. */
function leadOf(parts: Part[], floors: number[]): { terms: Terms; evidence: Evidence } {
  const rules = parts.map(({ halfLifeMs, cap = null }, i) => engagementOf(`r${i}`, 1, { halfLifeMs, cap }));
  const bands = [...floors.map((floor, i) => bandOfFloor(`band${i}`, floor)), bandOfFloor('cold', null)];
  const evidence = evidenceOf([], termsForScoring({}));
  parts.forEach(({ value, age = 0 }, i) => (evidence.ledger.rules[`r${i}`] = { value, at: start - age, count: 1 }));
  return { terms: termsForScoring({ scoring: { engagement: rules, bands } }), evidence };
}

function expectFirst(evidence: Evidence, terms: Terms, changed: Instant): void {
  const before = standingAt(evidence, terms, start).band;
  expect(bandsBetween(evidence, terms, Math.max(start, changed - 2 * second), changed - 1)).toEqual([before]);
  expect(standingAt(evidence, terms, changed).band).not.toBe(before);
}

function firstThatDiffers(evidence: Evidence, terms: Terms, from: Instant, until: Instant): Instant | null {
  const before = standingAt(evidence, terms, from).band;
  for (let at = from + 1; at <= until; at += 1) if (standingAt(evidence, terms, at).band !== before) return at;
  return null;
}

/** The bands of every millisecond, those that follow each other once. */
function bandsBetween(evidence: Evidence, terms: Terms, from: Instant, until: Instant): string[] {
  const bands: string[] = [];
  for (let at = from; at <= until; at += 1) {
    const { band } = standingAt(evidence, terms, at);
    if (bands.at(-1) !== band) bands.push(band);
  }
  return bands;
}
