import fc from 'fast-check';
import {
  bandOfFloor,
  day,
  engagementOf,
  evidenceOf,
  factAt,
  hour,
  minute,
  second,
  signalOf,
  start,
  termsForScoring,
} from '../../../test/support/terms-for-scoring.js';
import { randomLead } from '../../../test/support/random-lead.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import { changesAt } from './changes-at.js';
import type { Evidence } from './evidence.js';
import { isSameStanding, standingAt } from './standing-at.js';

describe('the next instant at which a standing changes by itself', () => {
  it('is when a score has faded below the floor of its band', () => {
    const terms = termsForScoring({
      signals: { demo: signalOf('demo') },
      scoring: { engagement: [engagementOf('demo', 80, { halfLifeMs: day })], bands: bands({ hot: 40 }) },
    });
    expect(changesAt(evidenceOf([factAt(start, 'demo')], terms), terms, start)).toBe(start + day + 4); // a millionth of a point below
  });

  it('is when a penalty has faded enough for the lead to warm', () => {
    const terms = termsForScoring({
      signals: { demo: signalOf('demo'), complaint: signalOf('complaint') },
      scoring: {
        engagement: [engagementOf('demo', 50), engagementOf('complaint', -40, { halfLifeMs: day })],
        bands: bands({ hot: 40 }),
      },
    });
    const evidence = evidenceOf([factAt(start, 'demo'), factAt(start, 'complaint')], terms);
    const changed = changesAt(evidence, terms, start);
    expect(changed).toBe(start + 2 * day - 12); // a millionth of a point below
    expect(standingAt(evidence, terms, start + 2 * day).band).toBe('hot');
  });

  it('finds a lead that warms and then cools again, each in its turn', () => {
    const terms = termsForScoring({
      signals: { demo: signalOf('demo'), complaint: signalOf('complaint') },
      scoring: {
        engagement: [engagementOf('demo', 100, { halfLifeMs: 10 * day }), engagementOf('complaint', -100, { halfLifeMs: day })],
        bands: bands({ hot: 50 }),
      },
    });
    const evidence = evidenceOf([factAt(start, 'demo'), factAt(start, 'complaint')], terms);
    const lives = changesFrom(evidence, terms, start).map((at) => standingAt(evidence, terms, at).band);
    expect([standingAt(evidence, terms, start).band, ...lives]).toEqual(['cold', 'hot', 'cold']);
  });

  it('is when the window of a signal that a condition reads closes, to the millisecond', () => {
    const terms = termsForScoring({
      signals: { binge: signalOf('page', { times: 2, withinMs: hour }) },
      conditions: [{ clause: 'handOffs.lanes.0.when', when: { signal: 'binge' } }],
    });
    const evidence = evidenceOf([factAt(start, 'page'), factAt(start + minute, 'page')], terms);
    expect(changesAt(evidence, terms, start + minute)).toBe(start + hour);
  });

  it('is when the signal of a buyer stage cools, one half-life after its only evidence', () => {
    const terms = termsForScoring({
      signals: { pricing: signalOf('pricing') },
      scoring: { engagement: [engagementOf('pricing', 12, { halfLifeMs: day })], buyerStage: { desire: ['pricing'] } },
    });
    const evidence = evidenceOf([factAt(start, 'pricing')], terms);
    expect(standingAt(evidence, terms, start + day).buyerStage).toBe('desire');
    expect(changesAt(evidence, terms, start)).toBe(start + day + 1);
  });

  it('waits for a capped value to fade below its cap first', () => {
    const terms = termsForScoring({
      signals: { page: signalOf('page') },
      scoring: { engagement: [engagementOf('page', 10, { halfLifeMs: day, cap: 20 })], bands: bands({ hot: 20 }) },
    });
    const eightPages = Array.from({ length: 8 }, () => factAt(start, 'page'));
    expect(changesAt(evidenceOf(eightPages, terms), terms, start)).toBe(start + 2 * day + 7);
  });

  it('is one instant also for a score that creeps up to the very floor of a band, for weeks', () => {
    const terms = termsForScoring({
      signals: { demo: signalOf('demo'), complaint: signalOf('complaint') },
      scoring: {
        engagement: [engagementOf('demo', 60), engagementOf('complaint', -20, { halfLifeMs: 30 * day })],
        bands: bands({ hot: 60 }),
      },
    });
    const evidence = evidenceOf([factAt(start, 'demo'), factAt(start, 'complaint')], terms);
    const changed = changesAt(evidence, terms, start) ?? NaN;
    const bandsAround = [-hour, -second, 0, second].map((ms) => standingAt(evidence, terms, changed + ms).band);
    expect(bandsAround).toEqual(['cold', 'cold', 'hot', 'hot']);
  });

  it('is never, for a lead whose score does not fade', () => {
    const terms = termsForScoring({
      signals: { demo: signalOf('demo') },
      scoring: { engagement: [engagementOf('demo', 80)], bands: bands({ hot: 40 }), buyerStage: { action: ['demo'] } },
    });
    expect(changesAt(evidenceOf([factAt(start, 'demo')], terms), terms, start)).toBeNull();
  });

  it('ignores the floor of a band whose fit is out of reach', () => {
    const terms = termsForScoring({
      signals: { demo: signalOf('demo') },
      scoring: {
        engagement: [engagementOf('demo', 80, { halfLifeMs: day })],
        bands: [bandOfFloor('hot', 40, 20), bandOfFloor('cold', null)],
      },
    });
    expect(changesAt(evidenceOf([factAt(start, 'demo')], terms), terms, start)).toBeNull();
  });

  it('is when evidence that is ahead of the reading clock begins to count', () => {
    const terms = termsForScoring({
      signals: { demo: signalOf('demo') },
      conditions: [{ clause: 'reopen.when', when: { signal: 'demo' } }],
    });
    const evidence = evidenceOf([factAt(start + 5, 'demo')], terms);
    expect(changesAt(evidence, terms, start)).toBe(start + 5);
  });

  it('agrees with a scan of every second, for random ledgers of either sign, caps, windows and baselines', () => {
    fc.assert(
      fc.property(randomLead, ({ terms, evidence, at }) => {
        const changed = changesAt(evidence, terms, at);
        const standing = standingAt(evidence, terms, at);
        expect(firstSecondThatDiffers(evidence, terms, at, changed)).toBeNull();
        if (changed === null) return;
        expect(isSameStanding(standingAt(evidence, terms, changed - 1), standing)).toBe(true);
        expect(isSameStanding(standingAt(evidence, terms, changed), standing)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('agrees with the scan when it walks from change to change', () => {
    fc.assert(
      fc.property(randomLead, ({ terms, evidence, at }) => {
        let from = at;
        for (const changed of changesFrom(evidence, terms, at)) {
          expect(firstSecondThatDiffers(evidence, terms, from, changed)).toBeNull();
          from = changed;
        }
      }),
      { numRuns: 100 },
    );
  });
});

const bands = (floors: Record<string, number>) => [
  ...Object.entries(floors).map(([band, floor]) => bandOfFloor(band, floor)),
  bandOfFloor('cold', null),
];

/** The first changes, one after the other. */
function changesFrom(evidence: Evidence, terms: Terms, at: Instant): Instant[] {
  const changes: Instant[] = [];
  for (let next = changesAt(evidence, terms, at); next !== null && changes.length < 8; next = changesAt(evidence, terms, next)) {
    changes.push(next);
  }
  return changes;
}

const scanned = 3 * hour;

/** Brute force: the first whole second before `until` whose standing differs from the one at `at`. */
function firstSecondThatDiffers(evidence: Evidence, terms: Terms, at: Instant, until: Instant | null): Instant | null {
  const standing = standingAt(evidence, terms, at);
  const end = Math.min(until ?? Infinity, at + scanned);
  for (let instant = at + second; instant < end; instant += second) {
    if (!isSameStanding(standing, standingAt(evidence, terms, instant))) return instant;
  }
  return null;
}

it('a floor that is reached only at the height, before a cap lets go, is seen in time', () => {
  const engagement = [
    engagementOf('asked', -40, { halfLifeMs: 6 * hour, cap: 20 }),
    engagementOf('binge', 60, { halfLifeMs: 7 * day, cap: 20 }),
  ];
  const terms = termsForScoring({
    signals: { asked: signalOf('asked'), binge: signalOf('binge') },
    scoring: { engagement, bands: [bandOfFloor('hot', 20), bandOfFloor('cold', null)] },
  });
  const evidence = evidenceOf([factAt(start, 'asked'), factAt(start, 'binge')], terms);
  const changed = changesAt(evidence, terms, start) ?? 0;
  expect(changed).toBeLessThan(start + 9.5 * day);
  expect(standingAt(evidence, terms, changed).band).toBe('hot');
  expect(standingAt(evidence, terms, changed - 1).band).toBe('cold');
});
