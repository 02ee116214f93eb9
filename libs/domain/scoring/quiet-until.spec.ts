import fc from 'fast-check';
import { randomLead } from '../../../test/support/random-lead.js';
import {
  day,
  engagementOf,
  evidenceOf,
  factAt,
  hour,
  minute,
  signalOf,
  start,
  termsForScoring,
} from '../../../test/support/terms-for-scoring.js';
import { changesAt } from './changes-at.js';
import { quietUntil } from './quiet-until.js';

describe('the bound before which no standing changes by itself', () => {
  it('is never later than the change, and close to it in many cases', () => {
    let close = 0;
    fc.assert(
      fc.property(randomLead, ({ terms, evidence, at }) => {
        const [changed, bound] = [changesAt(evidence, terms, at) ?? Infinity, quietUntil(evidence, terms, at)];
        expect(bound).toBeLessThanOrEqual(changed);
        if (changed - bound < minute) close += 1;
      }),
      { numRuns: 1_000 },
    );
    expect(close).toBeGreaterThan(100);
  });

  it('is the end of a window, and one half-life of a buyer stage’s only evidence', () => {
    const signals = { page: signalOf('page', { times: 2, withinMs: hour }), demo: signalOf('demo') };
    const scoring = { engagement: [engagementOf('demo', 10, { halfLifeMs: day })], buyerStage: { action: ['demo'] } };
    const terms = termsForScoring({ signals, scoring });
    const pages = evidenceOf([factAt(start, 'page'), factAt(start + minute, 'page')], terms);
    expect(quietUntil(pages, terms, start + minute)).toBe(start + hour);
    const demo = evidenceOf([factAt(start, 'demo')], terms);
    expect(Math.abs(quietUntil(demo, terms, start) - start - day)).toBeLessThan(minute);
  });

  it('is never, for a lead of whom nothing fades', () => {
    const terms = termsForScoring({ signals: { demo: signalOf('demo') }, scoring: { engagement: [engagementOf('demo', 80)] } });
    expect(quietUntil(evidenceOf([factAt(start, 'demo')], terms), terms, start)).toBe(Infinity);
  });
});
