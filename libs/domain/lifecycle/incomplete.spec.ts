import { Life } from '../../../test/support/life.js';
import { day, hour, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTerms } from '../../../test/support/trade.js';

const completeMe = { id: 'complete-me', when: { not: { band: 'cold' } }, steps: [{ send: 'deep-dive' }, { wait: '1d' }] };
const terms = tradeTerms({
  missing: { track: 'complete-me', within: '2d', by: 'marketing' },
  nurture: { tracks: [...(tradeAgreement.nurture?.tracks ?? []), completeMe] },
  requirements: { marketing_qualified: [{ field: 'name', is: 'present' }] },
});
const named = { kind: 'profile_updated', data: { name: 'Eva' } };

/** Hot, but nobody knows her name. */
const incomplete = (): Life => new Life(terms).asksForDemo();
function tells(life: Life): Life {
  life.profile = { ...life.profile, name: 'Eva' };
  return life.hears(named);
}

describe('a lead that a lane calls for, but that misses a requirement', () => {
  it('waits at marketing: on the track of the clause, with a clock, and everybody can see why', () => {
    const life = incomplete();
    expect(life.state).toMatchObject({ stage: 'nurturing', track: { track: 'complete-me' }, repId: null });
    expect(life.find('LeadIncomplete')).toMatchObject([
      { handOff: 1, run: 1, lane: 'inbound', lacking: ['requirements.marketing_qualified.0'], clause: 'missing' },
    ]);
    expect(life.state.clocks).toMatchObject([
      { id: 'handOff:1/missing#1', clause: 'missing', by: 'marketing', until: 'complete', dueAt: start + 2 * day },
    ]);
  });

  it('meets the clock when it is complete, and is handed off in the same turn', () => {
    const life = tells(incomplete().passes(hour));
    expect(life.find('ClockMet')).toMatchObject([{ id: 'handOff:1/missing#1', lateMs: 0 }, { clock: 'assign' }]);
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', track: null, handOffs: 1 });
    expect(life.find('ClockBreached')).toEqual([]);
    expect(life.state.clocks.map(({ clock }) => clock)).not.toContain('missing');
  });

  it('breaks the clock of marketing when nobody completes it, and may still be completed, late', () => {
    const life = incomplete().passes(3 * day);
    expect(life.find('ClockBreached')).toMatchObject([{ clock: 'missing', by: 'marketing', repId: null, clause: 'missing' }]);
    tells(life);
    expect(life.find('ClockMet')[0]).toMatchObject({ clock: 'missing', lateMs: day });
    expect(life.state.stage).toBe('marketing_qualified');
  });

  it('owes marketing nothing for the hours in which Baton was away', () => {
    const life = incomplete();
    life.outages = [{ part: 'api', fromAt: start + 2 * day - hour, untilAt: start + 2 * day + hour }];
    life.passes(2 * day + minute);
    expect(life.find('ClockCredited')).toMatchObject([{ clock: 'missing', reason: 'outage', ms: 2 * hour }]);
    expect(life.find('ClockBreached')).toEqual([]);
  });

  it('is left in peace when no lane calls for it any more; when one does again it waits anew, but not on the track again', () => {
    const life = incomplete()
      .passes(30 * day)
      .hears();
    expect(life.state.clocks).toEqual([]);
    expect(life.find('ClockStopped')).toMatchObject([{ clock: 'missing', why: 'no lane calls for the lead' }]);
    life.asksForDemo();
    expect(life.state.clocks).toMatchObject([{ id: 'handOff:1/missing#2', dueAt: life.now + 2 * day }]);
    expect(life.find('TrackStarted').filter(({ track }) => track === 'complete-me')).toHaveLength(1);
  });

  it('that turns out never to buy has no clock left', () => {
    const life = incomplete();
    life.profile = { ...life.profile, email: 'eva@rival.example' };
    life.hears({ kind: 'profile_updated', data: {} });
    expect(life.state).toMatchObject({ stage: 'disqualified', clocks: [] });
    expect(life.find('ClockStopped')).toMatchObject([{ clock: 'missing' }]);
  });

  it('is only not handed off, where the agreement has no clause for it', () => {
    const life = new Life(
      tradeTerms({ requirements: { marketing_qualified: [{ field: 'name', is: 'present' }] } }),
    ).asksForDemo();
    expect(life.state).toMatchObject({ stage: 'nurturing', clocks: [] });
    expect(life.find('LeadIncomplete')).toEqual([]);
  });
});
