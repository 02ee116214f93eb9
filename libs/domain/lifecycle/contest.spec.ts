import { handedOff, type Life } from '../../../test/support/life.js';
import { day, hour, start } from '../../../test/support/terms-for-scoring.js';
import type { Answer } from './turn.js';

/** Rejected by Ana as not a buyer, which marketing may contest for three days. */
function rejected(reason = 'not-a-buyer'): Life {
  const life = handedOff();
  life.asks({ kind: 'reject', repId: 'ana', reason });
  return life;
}
const contest = (life: Life): Answer => life.asks({ kind: 'contest' });

describe('a rejection that marketing contests', () => {
  it('is put to another rep of the same lane, with the reason kept', () => {
    const life = rejected();
    expect(life.state).toMatchObject({ stage: 'disqualified', rejection: { reason: 'not-a-buyer', untilAt: start + 3 * day } });
    life.passes(hour);
    expect(contest(life)).toMatchObject({ applied: true, lead: { stage: 'marketing_qualified', handOff: 2 } });
    expect(life.state.repId).not.toBe('ana');
    expect(life.state).toMatchObject({ handOff: { number: 2, lane: 'inbound', contests: 1, tried: ['ana'] }, recycles: 0 });
    expect(life.find('RejectionContested')).toMatchObject([
      { handOff: 1, reason: 'not-a-buyer', clause: 'outcomes.not-a-buyer' },
    ]);
  });

  it('leaves the lead as it was: no return counted, no score forgotten', () => {
    const life = rejected('outside-profile');
    expect(life.state).toMatchObject({ stage: 'nurturing', recycles: 1, band: 'cold' });
    contest(life);
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', recycles: 0, baseline: null, band: 'hot' });
  });

  it('stands when it is rejected again', () => {
    const life = rejected();
    contest(life);
    life.asks({ kind: 'reject', repId: life.state.repId ?? '', reason: 'not-a-buyer' });
    expect(life.state.stage).toBe('disqualified');
    expect(contest(life).refusal).toMatchObject({ code: 'rejection.none' });
  });

  it('stands after its time, and says until when it could be contested', () => {
    const life = rejected().passes(3 * day + 1);
    expect(contest(life).refusal).toMatchObject({ code: 'rejection.final', details: { untilAt: start + 3 * day } });
    expect(life.state.stage).toBe('disqualified');
  });

  it('is none once the lead has qualified by itself, or where the agreement lets nobody contest', () => {
    const life = rejected('outside-profile');
    life.passes(hour).asksForDemo();
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', handOffs: 2 });
    expect(contest(life).refusal).toMatchObject({ code: 'rejection.none' });
    expect(contest(handedOff()).refusal).toMatchObject({ code: 'rejection.none' });
  });
});
