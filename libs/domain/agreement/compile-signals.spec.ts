import { agreementOf } from '../../../test/support/agreement-document.js';
import { expectRefusal, type Changes, type Refusal } from '../../../test/support/agreement-refusals.js';
import type { SignalDocument } from './document.js';

const base = agreementOf();
const signal = (changes: Partial<SignalDocument>): Changes => ({
  signals: { ...base.signals, odd: { fact: 'x', ...changes } as SignalDocument },
});

describe('fields, signals and gates are refused, with place and cure, for', () => {
  it.each<Refusal>([
    ['numbers among which a text', { fields: { n: { number: true, oneOf: ['a'] } } }, 'fields.n.oneOf', 'write numbers'],
    [
      'a signal called as a moment of a hand-off',
      { signals: { ...base.signals, accepted: { fact: 'x' } } },
      'signals.accepted',
      'another name',
    ],
    ['a window of zero', signal({ within: '0d' }), 'signals.odd.within', 'above zero'],
    ['a negative window', signal({ within: '-1d' }), 'signals.odd.within', 'no duration'],
    ['a window of working days', signal({ within: '2wd' }), 'signals.odd.within', '24 h'],
    [
      'a fact tested by a list',
      signal({ where: { domain: { inList: 'competitors' } } }),
      'signals.odd.where.domain.inList',
      'profile',
    ],
    ['a fact tested by nothing', signal({ where: { domain: {} } }), 'signals.odd.where.domain', 'nothing is tested'],
    [
      'misfits in one of several',
      { signals: { ...base.signals, odd: { any: [{ fact: 'x', where: { a: {} } }] } } },
      'signals.odd.any.0.where.a',
      'nothing',
    ],
    [
      'a requirement that can’t be read',
      { requirements: { opportunity: [{ signal: 'demo-held' }] } },
      'requirements.opportunity.0.signal',
      'no signal',
    ],
    [
      'two disqualifications of one reason',
      { disqualify: [1, 2].map(() => ({ when: { band: 'hot' }, reason: 'x' })) },
      'disqualify.x',
      'join the conditions',
    ],
    ['a buyer stage by an unknown signal', { buyerStage: { desire: ['x'] } }, 'buyerStage.desire', 'no signal'],
    ['a seller stage by an unknown signal', { sellerStage: { desire: ['x'] } }, 'sellerStage.desire', 'no signal'],
    ['a way back by an unknown signal', { reopen: { when: { signal: 'x' }, from: ['lost'] } }, 'reopen.when.signal', 'no signal'],
    ['a way back from nowhere', { reopen: { when: { band: 'hot' }, from: [] } }, 'reopen.from', 'lost'],
  ])('%s', expectRefusal);
});
