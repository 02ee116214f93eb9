import { tradeTerms } from '../../../../test/support/trade.js';
import type { Condition } from '../conditions.js';
import { lintReopen } from './reopen.js';

const doubted = (when: Condition): boolean => lintReopen(tradeTerms({ reopen: { when, from: ['lost'] } })).length > 0;

describe('a way back for which the lead has to do nothing', () => {
  it('is doubted where the agreement asks only who the lead is, or what time alone brings', () => {
    expect(lintReopen(tradeTerms({ reopen: { when: { consent: 'email' }, from: ['lost'] } }))).toMatchObject([
      { code: 'reopen.without-evidence', clause: 'reopen.when', cure: 'let reopen.when ask for a signal, too' },
    ]);
    expect(doubted({ field: 'country', is: 'ES' })).toBe(true);
    expect(doubted({ band: 'cold' })).toBe(true);
    expect(doubted({ not: { signal: 'download' } })).toBe(true);
    expect(doubted({ any: [{ signal: 'demo-asked' }, { consent: 'email' }] })).toBe(true);
  });

  it('is meant where it asks for a signal, or for a band or stage that only signals bring', () => {
    expect(doubted({ signal: 'demo-asked' })).toBe(false);
    expect(doubted({ band: 'hot' })).toBe(false);
    expect(doubted({ buyerStage: 'action' })).toBe(false);
    expect(doubted({ all: [{ signal: 'demo-asked' }, { consent: 'email' }] })).toBe(false);
    expect(lintReopen({ ...tradeTerms(), reopen: null })).toEqual([]);
  });
});
