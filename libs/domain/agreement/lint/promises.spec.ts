import { tradeAgreement, tradeTerms } from '../../../../test/support/trade.js';
import type { AgreementDocument, ClockDocument } from '../document.js';
import { lintPromises } from './promises.js';

const doubted = (parts: Partial<AgreementDocument>): string[] => lintPromises(tradeTerms(parts)).map(({ clause }) => clause);

describe('a promise that nobody can break', () => {
  it('of complete hand-offs, where the gate has asked for all there is', () => {
    const promises = [{ by: 'marketing', measure: 'completeness', atLeast: '90%', per: 'month' }] as const;
    const gate = { marketing_qualified: [{ field: 'country', is: 'present' }], opportunity: [{ signal: 'real-touch' }] };
    expect(doubted({ promises: [...promises], requirements: gate })).toEqual(['promises.0']);
    const asked = { ...gate, sales_accepted: [{ field: 'phone', is: 'present' }] };
    expect(doubted({ promises: [...promises], requirements: asked })).toEqual([]);
  });

  it('of outcomes in time, where no time is set', () => {
    const promises = [{ by: 'sales', measure: 'outcomes', atLeast: '90%', per: 'month' }] as const;
    const under = (clocks: Record<string, ClockDocument>): string[] =>
      doubted({ promises: [...promises], handOffs: { ...tradeAgreement.handOffs, default: { to: [{ pool: 'sdr' }], clocks } } });
    const verdict = { from: 'accepted', until: 'outcome', within: '60d', hours: 'always', by: 'sales' } as const;
    expect(under({})).toEqual(['promises.0']);
    expect(under({ verdict })).toEqual([]);
  });
});
