import { agreementOf } from '../../../test/support/agreement-document.js';
import { expectRefusal, type Refusal } from '../../../test/support/agreement-refusals.js';
import { compile } from './compile.js';
import type { AgreementDocument } from './document.js';
import type { Terms } from './terms.js';

const termsOf = (changes: Partial<AgreementDocument>): Terms => {
  const checked = compile(agreementOf(changes));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};
const gap = { when: { sellerStage: 'action', buyerStage: 'interest' }, do: 'advise', say: 'the buyer still compares' } as const;
const required = { requirements: { marketing_qualified: [{ field: 'country', is: 'present' }] } };
const missing = { track: 'welcome', within: '2d', by: 'marketing' } as const;

describe('what a touch comes to', () => {
  it('is said by channel and result, and the fields that a cadence may wait for ring', () => {
    const { results, ringFields } = termsOf({
      followUp: {
        results: {
          call: { connected: 'stop', 'no-answer': 'next', busy: { again: '30min' }, 'wrong-number': { needs: 'phone' } },
          email: { bounced: { needs: 'email' } },
        },
      },
    });
    expect(results).toEqual({
      call: {
        connected: { clause: 'followUp.results.call.connected', do: 'stop' },
        'no-answer': { clause: 'followUp.results.call.no-answer', do: 'next' },
        busy: { clause: 'followUp.results.call.busy', do: 'again', after: { ms: 1_800_000 } },
        'wrong-number': { clause: 'followUp.results.call.wrong-number', do: 'needs', field: 'phone' },
      },
      email: { bounced: { clause: 'followUp.results.email.bounced', do: 'needs', field: 'email' } },
    });
    expect(ringFields).toEqual(['email', 'phone']);
  });

  it('is advice where the seller is ahead of the buyer', () => {
    expect(termsOf({ followUp: { gap: [gap] } }).gaps).toEqual([
      { clause: 'followUp.gap.0', id: 'action-interest', sellerStage: 'action', buyerStage: 'interest', say: gap.say },
    ]);
  });
});

describe('a lead that is qualified but incomplete', () => {
  it('has a clock of marketing’s, which may be promised', () => {
    const promise = { by: 'marketing', measure: 'kept', clock: 'missing', atLeast: '80%', per: 'month' } as const;
    const terms = termsOf({ ...required, missing, promises: [promise] });
    expect(terms.missing).toMatchObject({
      track: 'welcome',
      clock: { id: 'missing', clause: 'missing', until: 'complete', within: { ms: 172_800_000 }, by: 'marketing' },
    });
    expect(terms.promises[0]).toMatchObject({ clock: 'missing', atLeast: 0.8 });
  });
});

describe('a rejection', () => {
  it('may be contested for a while, or not at all', () => {
    const { outcomes } = termsOf({
      outcomes: [
        { reason: 'no-fit', is: 'rejected', contest: '3wd' },
        { reason: 'twice', is: 'rejected' },
      ],
    });
    expect(outcomes.map(({ contest }) => contest)).toEqual([{ workingDays: 3 }, null]);
  });
});

describe('refused is', () => {
  const clocks = { missing: { from: 'accepted', until: 'outcome', within: '1d', hours: 'rep', by: 'sales' } } as const;
  it.each<Refusal>([
    [
      'a field that nobody knows',
      { followUp: { results: { call: { 'wrong-number': { needs: 'phon' } } } } },
      'followUp.results.call.wrong-number.needs',
      '`phone`',
    ],
    ['a channel without results', { followUp: { results: { call: {} } } }, 'followUp.results.call', 'no result is named'],
    [
      'a step again at once',
      { followUp: { results: { call: { busy: { again: '0min' } } } } },
      'followUp.results.call.busy.again',
      'zero means nothing',
    ],
    ['one gap said twice', { followUp: { gap: [gap, { ...gap, say: 'x' }] } }, 'followUp.gap.1.when', 'stands above'],
    ['missing what nobody requires', { missing }, 'missing', 'nothing can be missing'],
    ['a track that is not there', { ...required, missing: { ...missing, track: 'welcom' } }, 'missing.track', '`welcome`'],
    ['working days without a calendar', { ...required, missing: { ...missing, within: '2wd' } }, 'missing.within', 'such as 3d'],
    [
      'another clock of that name',
      { ...required, missing, handOffs: { lanes: [{ id: 'inbound', when: { band: 'hot' }, to: [{ pool: 'sdr' }], clocks }] } },
      'handOffs.lanes.inbound.clocks.missing',
      'another name',
    ],
    ['contesting a win', { outcomes: [{ reason: 'won', is: 'won', contest: '3d' }] }, 'outcomes.won.contest', 'rejected leads'],
  ])('%s', expectRefusal);
});
