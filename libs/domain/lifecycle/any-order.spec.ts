import fc from 'fast-check';
import { aLead, type Life } from '../../../test/support/life.js';
import { day } from '../../../test/support/terms-for-scoring.js';
import { tradeTerms } from '../../../test/support/trade.js';
import { assess } from '../scoring/assess.js';
import type { Evidence } from '../scoring/evidence.js';
import { emptyLedger } from '../scoring/ledger.js';
import { record } from '../scoring/record.js';
import { standingAt } from '../scoring/standing-at.js';

/*
 * What does not depend on the order in which facts arrive, on how they are batched, or on rings that are repeated:
 * - always: the ledger (sums to the last digits, everything else exactly), so the standing, the score and its reasons at any instant;
 * - under an agreement whose conditions more evidence can only make true (no negative points, no `not`, no disqualifying fact), for facts
 *   that arrive at one instant: the stage, the band, the buyer stage, the number of hand-offs and the lane.
 * What depends on it by nature: clocks (they start when the lead is handed over, which is when it is heard), the steps of tracks that were taken
 * before, and so the mails; and under other agreements the stage, since a lead that was ready is handed over at once and is not taken back.
 */

type Told = { kind: string; data?: Record<string, unknown>; ago: number };

const told: fc.Arbitrary<Told> = fc.record({
  ...{ ago: fc.integer({ min: 0, max: 40 * day }) },
  kind: fc.constantFrom('form_submitted', 'file_downloaded', 'page_viewed'),
  data: fc.constantFrom({ form: 'demo', product: 'crm' }, { form: 'newsletter' }, {}),
});

/** The same facts in another order, cut into batches; each batch's ring comes once or more. */
const story = fc.array(told, { minLength: 1, maxLength: 12 }).chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    shuffled: fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
    cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: facts.length, maxLength: facts.length }),
    repeats: fc.integer({ min: 0, max: 2 }),
  }),
);

function inBatches({ shuffled, cuts, repeats }: { shuffled: Told[]; cuts: number[]; repeats: number }): Life {
  const life = aLead();
  const rest = [...shuffled];
  for (const cut of cuts) {
    const batch = rest.splice(0, cut);
    if (batch.length === 0) break;
    life.hears(...batch);
    for (let again = 0; again < repeats; again += 1) life.turn([{ kind: 'ring', at: life.now, upTo: life.facts.length }]);
  }
  return life;
}

const evidenceOf = ({ facts, profile, terms }: Life): Evidence => {
  const ledger = facts.reduce((sum, fact) => record(sum, fact, terms), emptyLedger());
  return { profile, consent: {}, ledger, lists: {}, baseline: null };
};

const ordered = ({ seq, signals, rules }: Evidence['ledger']): unknown => ({
  seq,
  signals,
  rules: Object.fromEntries(Object.entries(rules).map(([id, { at, count }]) => [id, { at, count }])),
});

describe('the same facts in any order, in any batches, with rings repeated', () => {
  it('give the same ledger, and so the same standing and score', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 90 * day }), ({ facts, ...other }, later) => {
        const [one, two] = [evidenceOf(aLead().hears(...facts)), evidenceOf(inBatches(other))];
        expect(ordered(two.ledger)).toEqual(ordered(one.ledger));
        const at = aLead().now + later;
        expect(standingAt(two, tradeTerms(), at)).toEqual(standingAt(one, tradeTerms(), at));
        expect(assess(two, tradeTerms(), at).engagement).toBeCloseTo(assess(one, tradeTerms(), at).engagement, 6);
      }),
    );
  });

  it('bring the life to the same place, under an agreement that more evidence only makes truer', () => {
    fc.assert(
      fc.property(story, ({ facts, ...other }) => {
        const place = ({ state }: Life): unknown => {
          const { stage, band, buyerStage, handOffs, handOff, heardSeq } = state;
          return { stage, band, buyerStage, handOffs, lane: handOff?.lane ?? null, heardSeq };
        };
        expect(place(inBatches(other))).toEqual(place(aLead().hears(...facts)));
      }),
    );
  });

  it('do nothing twice: a ring that is repeated leaves no event', () => {
    fc.assert(
      fc.property(story, ({ repeats: _, ...other }) => {
        const kinds = inBatches({ ...other, repeats: 0 }).kinds();
        expect(inBatches({ ...other, repeats: 2 }).kinds()).toEqual(kinds);
      }),
    );
  });
});
