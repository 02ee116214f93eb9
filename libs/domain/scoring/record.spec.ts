import fc from 'fast-check';
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
import { emptyLedger } from './ledger.js';
import { record } from './record.js';

const terms = termsForScoring({
  signals: {
    page: signalOf('page', { times: 3, withinMs: day }),
    pricing: signalOf('page', { matchers: [{ kind: 'page', where: { path: { startsWith: '/pricing' } } }] }),
    demo: signalOf('form', { matchers: [{ kind: 'form', where: { 'form.id': { is: 'demo' } } }] }),
  },
  scoring: {
    engagement: [
      engagementOf('page', 2),
      engagementOf('pricing', 12, { halfLifeMs: 7 * day }),
      engagementOf('demo', -60, { halfLifeMs: hour }),
    ],
  },
});

describe('a fact recorded in the ledger', () => {
  it('adds the points of every rule whose signal it is evidence for', () => {
    const ledger = record(emptyLedger(), factAt(start, 'page', { path: '/pricing/teams' }), terms);
    expect(ledger.rules).toEqual({ page: { value: 2, at: start, count: 1 }, pricing: { value: 12, at: start, count: 1 } });
    expect(ledger.signals).toEqual({ page: [start], pricing: [start] });
  });

  it('leaves rules and signals alone, when it is evidence for nothing, and still moves the number on', () => {
    const before = evidenceOf([factAt(start, 'page')], terms).ledger;
    const after = record(before, { ...factAt(start, 'form', { form: { id: 'newsletter' } }), seq: 7 }, terms);
    expect(after).toEqual({ ...before, seq: 7 });
    expect(after.rules).toBe(before.rules);
  });

  it('counts from when it was received, if its sender is ahead of time', () => {
    const ledger = record(emptyLedger(), { ...factAt(start + hour, 'page'), receivedAt: start }, terms);
    expect(ledger.signals.page).toEqual([start]);
  });

  it('comes late and is worth what its age has left of it', () => {
    const week = 7 * day;
    const pricing = (at: number) => factAt(at, 'page', { path: '/pricing' });
    expect(evidenceOf([pricing(start + week), pricing(start)], terms).ledger.rules.pricing).toEqual({
      value: 18,
      at: start + week,
      count: 2,
    });
  });

  it('does not change the ledger it was added to', () => {
    const before = evidenceOf([factAt(start, 'page')], terms).ledger;
    const copy = structuredClone(before);
    record(before, factAt(start + 1, 'page'), terms);
    expect(before).toEqual(copy);
  });

  it('keeps of each signal the newest instants that it needs, in order', () => {
    const minutes = [5, 1, 4, 2, 3, 4].map((n) => factAt(start + n * minute, 'page'));
    expect(evidenceOf(minutes, terms).ledger.signals.page).toEqual([4, 4, 5].map((n) => start + n * minute));
  });

  it('gives the same ledger in any order of delivery', () => {
    const fact = fc
      .record({ ago: fc.integer({ min: 0, max: 30 * day }), kind: fc.constantFrom('page', 'form'), pricing: fc.boolean() })
      .map(({ ago, kind, pricing }) => factAt(start - ago, kind, { path: pricing ? '/pricing' : '/', form: { id: 'demo' } }));
    const twoOrders = fc.array(fact, { maxLength: 30 }).chain((facts) => {
      const shuffled = fc.shuffledSubarray(facts, { minLength: facts.length });
      return fc.tuple(fc.constant(facts), shuffled);
    });
    fc.assert(
      fc.property(twoOrders, ([facts, shuffled]) => {
        const [one, other] = [evidenceOf(facts, terms).ledger, evidenceOf(shuffled, terms).ledger];
        expect(other.signals).toEqual(one.signals);
        expect(Object.keys(other.rules).sort()).toEqual(Object.keys(one.rules).sort());
        for (const [id, { value, at, count }] of Object.entries(one.rules)) {
          expect(other.rules[id]).toEqual({ value: expect.any(Number), at, count });
          expect(Math.abs((other.rules[id]?.value ?? NaN) - value)).toBeLessThan(1e-9);
        }
      }),
    );
  });
});
