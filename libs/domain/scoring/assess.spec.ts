import {
  bandOfFloor,
  day,
  engagementOf,
  evidenceOf,
  factAt,
  hour,
  signalOf,
  start,
  termsForScoring,
} from '../../../test/support/terms-for-scoring.js';
import { assess } from './assess.js';
import { holdsAt } from './holds-at.js';
import { standingAt } from './standing-at.js';
import { takeBaseline } from './take-baseline.js';

const terms = termsForScoring({
  signals: {
    page: signalOf('page'),
    demo: signalOf('demo'),
    complaint: signalOf('complaint'),
    binge: signalOf('page', { times: 2, withinMs: hour }),
  },
  conditions: [
    { clause: 'lane', when: { any: [{ band: 'hot' }, { buyerStage: 'action' }] } },
    { clause: 'country', when: { field: 'country', is: 'ES' } },
    { clause: 'mail', when: { consent: 'email' } },
    { clause: 'competitor', when: { field: 'email.domain', inList: 'competitors' } },
    { clause: 'binge', when: { signal: 'binge' } },
  ],
  scoring: {
    fit: [
      { id: 'mid-size', clause: 'scoring.fit.0', when: { field: 'company.employees', gte: 50 }, points: 20 },
      { id: 'rival', clause: 'scoring.fit.1', when: { field: 'email.domain', inList: 'competitors' }, points: -50 },
    ],
    engagement: [
      engagementOf('page', 10, { halfLifeMs: day, cap: 25 }),
      engagementOf('demo', 60),
      engagementOf('complaint', -40, { halfLifeMs: day, cap: 50 }),
    ],
    bands: [bandOfFloor('hot', 60, 20), bandOfFloor('warm', 20), bandOfFloor('cold', null)],
    buyerStage: { interest: ['page'], action: ['demo'] },
  },
});
const profile = { email: 'ana@acme.example', country: 'es', company: { employees: '120' } };
const pages = (times: number, at = start) => Array.from({ length: times }, () => factAt(at, 'page'));

describe('an assessment', () => {
  it('is the sum of its reasons, each with its clause, and leaves out what is worth nothing', () => {
    const facts = [...pages(2), factAt(start, 'complaint'), factAt(start, 'demo')];
    const { fit, engagement, reasons, band } = assess(evidenceOf(facts, terms, { profile }), terms, start + day);
    expect(reasons).toEqual([
      { kind: 'fit', rule: 'mid-size', clause: 'scoring.fit.0', points: 20 },
      { kind: 'engagement', rule: 'page', clause: 'scoring.engagement.page', points: 10, count: 2, lastAt: start },
      { kind: 'engagement', rule: 'demo', clause: 'scoring.engagement.demo', points: 60, count: 1, lastAt: start },
      { kind: 'engagement', rule: 'complaint', clause: 'scoring.engagement.complaint', points: -20, count: 1, lastAt: start },
    ]);
    expect([fit, engagement, band]).toEqual([20, 50, 'warm']);
  });

  it('holds a rule within its cap on either side of zero, and lets it fade from its full value', () => {
    const evidence = evidenceOf([...pages(8), factAt(start, 'complaint'), factAt(start, 'complaint')], terms);
    expect(assess(evidence, terms, start).engagement).toBe(25 - 50);
    expect(assess(evidence, terms, start + 2 * day).engagement).toBe(20 - 20);
  });

  it('leaves out what lies before the baseline, faded like the rest', () => {
    const before = evidenceOf([...pages(2), factAt(start, 'demo')], terms).ledger;
    const facts = [...pages(2), factAt(start, 'demo'), ...pages(1, start + day)];
    const evidence = evidenceOf(facts, terms, { baseline: takeBaseline(before, start + hour) });
    const { engagement, buyerStage } = assess(evidence, terms, start + 2 * day);
    expect(engagement).toBe(5);
    expect(buyerStage).toBe('interest');
  });

  it('falls to the last band when no floor is reached', () => {
    expect(assess(evidenceOf([factAt(start, 'complaint')], terms), terms, start).band).toBe('cold');
  });
});

describe('a standing', () => {
  it('says which conditions hold, in their order', () => {
    const given = { profile, consent: { email: { given: true, at: start } }, lists: { competitors: { 'acme.example': {} } } };
    expect(standingAt(evidenceOf(pages(2), terms, given), terms, start)).toEqual({
      band: 'warm',
      buyerStage: 'interest',
      truths: '01111',
    });
  });

  it('does not count consent that was taken back', () => {
    const evidence = evidenceOf([], terms, { consent: { email: { given: false, at: start } } });
    expect(holdsAt({ consent: 'email' }, evidence, terms, start)).toBe(false);
  });

  it('drops a signal once its window has closed, and a baseline closes it at once', () => {
    const evidence = evidenceOf(pages(2), terms);
    const binge = { signal: 'binge' };
    expect(holdsAt(binge, evidence, terms, start + hour - 1)).toBe(true);
    expect(holdsAt(binge, evidence, terms, start + hour)).toBe(false);
    expect(holdsAt(binge, { ...evidence, baseline: takeBaseline(evidence.ledger, start) }, terms, start)).toBe(false);
  });

  it('keeps a buyer stage for good on a signal that no fading rule scores', () => {
    expect(standingAt(evidenceOf([factAt(start, 'demo')], terms), terms, start + 5000 * day).buyerStage).toBe('action');
  });

  it('starts at attention, the first of the buying cycle', () => {
    expect(standingAt(evidenceOf([], terms), terms, start).buyerStage).toBe('attention');
  });
});
