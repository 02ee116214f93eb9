import { Life } from '../../../test/support/life.js';
import { day, hour, minute } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTerms } from '../../../test/support/trade.js';
import type { AgreementDocument } from '../agreement/document.js';

const { default: lane } = tradeAgreement.handOffs;

/** The trade, where three pages within a day are a binge. */
const bingeing = (parts: Partial<AgreementDocument>): Life =>
  new Life(
    tradeTerms({
      signals: { ...tradeAgreement.signals, binge: { fact: 'page_viewed', times: 3, within: '1d' } },
      ...parts,
    }),
  );
const view = { kind: 'page_viewed' };

/** Too few, then too far apart: each time but the last it has not come. */
function expectToCome(life: Life, hasCome: () => boolean): void {
  life.passes(hour).hears(view).passes(hour).hears(view);
  expect(hasCome()).toBe(false);
  life.passes(2 * day).hears(view);
  expect(hasCome()).toBe(false);
  life.passes(hour).hears(view).passes(hour).hears(view);
  expect(hasCome()).toBe(true);
}

describe('a signal that needs several pieces of evidence comes with the last of them', () => {
  it('for a track that waits for it', () => {
    const steps = [{ waitFor: { signal: 'binge' }, within: '7d', met: [{ send: 'deep-dive' }], else: [{ send: 'last-nudge' }] }];
    const life = bingeing({
      nurture: { tracks: [{ id: 'welcome', when: { band: 'cold' }, steps }, ...(tradeAgreement.nurture?.tracks ?? []).slice(1)] },
    });
    life.profile = { country: 'ES' };
    life.hears({ kind: 'file_downloaded' });
    expectToCome(life, () => life.find('MessageDue').some(({ message }) => message === 'deep-dive'));
  });

  it('for a lead that rests', () => {
    const outcomes = [{ reason: 'not-now', is: 'recycled' as const, until: '30d', wakes: ['binge'] }];
    const life = bingeing({ outcomes, promises: [] }).asksForDemo();
    life.asks({ kind: 'accept', repId: 'ana' });
    life.asks({ kind: 'outcome', repId: 'ana', reason: 'not-now' });
    expectToCome(life, () => life.find('RestEnded').length > 0);
  });

  it('for a clock that runs until it', () => {
    const look = { from: 'qualified', until: 'binge', within: '10d', hours: 'always', by: 'marketing' } as const;
    const life = bingeing({ handOffs: { ...tradeAgreement.handOffs, default: { ...lane, clocks: { look }, escalation: [] } } });
    life.asksForDemo();
    expectToCome(life, () => life.find('ClockMet').length > 0);
  });

  it('for the seller’s cycle', () => {
    const life = bingeing({ sellerStage: { desire: ['binge'] } }).asksForDemo();
    expectToCome(life, () => life.state.sellerStage === 'desire');
  });

  it('and for none of these by pieces from before the hand-off', () => {
    const life = bingeing({ sellerStage: { desire: ['binge'] } })
      .hears(view, view)
      .passes(minute)
      .asksForDemo()
      .passes(minute);
    expect(life.hears(view).state.sellerStage).toBeNull();
  });
});
