import { accepted, aLead, handedOff, Life, type Asked } from '../../../../test/support/life.js';
import { day, hour, minute } from '../../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTerms } from '../../../../test/support/trade.js';
import type { AgreementDocument, LaneDefaultsDocument, TrackDocument, TrackStepDocument } from '../../agreement/document.js';
import type { Terms } from '../../agreement/terms.js';
import { deadlines } from '../deadlines.js';

const moveId = '6f1b2c5e-0000-4000-8000-00000000000a';
const toVersion = (version: number): Asked => ({ kind: 'takeVersion', version, moveId });
const undo: Asked = { kind: 'undoVersion', moveId };

const { scoring, handOffs, followUp } = tradeAgreement;
/** A demo alone is worth this much. */
const demoWorth = (points: number): Partial<AgreementDocument> => ({
  scoring: { ...scoring, engagement: [{ signal: 'demo-asked', points, halfLife: '21d' }] },
});
const lanes = (parts: LaneDefaultsDocument, ...ids: string[]): Partial<AgreementDocument> => ({
  handOffs: {
    default: { ...handOffs.default, ...parts },
    lanes: ids.map((id) => ({ id, when: { band: 'hot' } })),
  },
});
const tracks = (...all: TrackDocument[]): Partial<AgreementDocument> => ({
  nurture: { while: { sales: 'quiet' }, tracks: all },
  outcomes: (tradeAgreement.outcomes ?? []).map((rule) => ('track' in rule ? { ...rule, track: undefined } : rule)),
});
const track = (...steps: TrackStepDocument[]) => tracks({ id: 'welcome', when: { band: 'cold' }, steps });
const next = ({ state }: Life) => deadlines(state)[0];
const dues = ({ state }: Life) => Object.fromEntries(state.clocks.map(({ id, dueAt }) => [id, dueAt]));
/** Without what every turn changes. */
const asItWas = ({ state }: Life) => ({ ...state, turn: 0, heardSeq: 0 });

describe('a version that comes into force', () => {
  it('changes nothing for a lead that lives, until its hand-off: then it has the last word', () => {
    const life = aLead()
      .hears({ kind: 'file_downloaded' })
      .agrees(tradeTerms(lanes({}, 'fast')));
    expect(life.hears({ kind: 'page_viewed' }).state.agreementVersion).toBe(1);
    life.asksForDemo();
    expect(life.find('VersionTaken')).toMatchObject([{ from: 1, to: 2, why: 'handOff' }]);
    expect(life.state).toMatchObject({ agreementVersion: 2, handOff: { lane: 'fast' } });
  });

  it('may keep a lead from sales that the old one would have handed off, and take it when it is ready by the new', () => {
    const life = aLead()
      .hears({ kind: 'page_viewed' })
      .agrees(tradeTerms(demoWorth(30)))
      .asksForDemo();
    expect(life.state).toMatchObject({ agreementVersion: 2, stage: 'nurturing', band: 'cold' });
    expect(life.asksForDemo().state).toMatchObject({ stage: 'marketing_qualified' });
    expect(life.find('VersionTaken')).toHaveLength(1);
  });

  it('is taken at a recycle, and what the score leaves out is what the facts were worth by it', () => {
    const life = accepted().agrees(tradeTerms(demoWorth(70)));
    life.asks({ kind: 'outcome', repId: 'ana', reason: 'not-now' });
    expect(life.find('VersionTaken')).toMatchObject([{ why: 'recycle' }]);
    expect(life.state).toMatchObject({ agreementVersion: 2, band: 'cold', rest: { track: 'winback' } });
    expect(life.state.baseline?.rules['demo-asked']).toMatchObject({ value: 70 });
  });

  it('is taken when a lost lead is reopened', () => {
    const life = accepted();
    life.asks({ kind: 'outcome', repId: 'ana', reason: 'never' });
    life
      .agrees(tradeTerms(demoWorth(20)))
      .passes(day)
      .asksForDemo();
    expect(life.find('VersionTaken')).toMatchObject([{ why: 'reopened' }]);
    expect(life.state).toMatchObject({ agreementVersion: 2, stage: 'nurturing' });
  });
});

describe('a lead that is moved', () => {
  const moved = (life: Life, terms: Terms): Life => {
    expect(life.agrees(terms).asks(toVersion(2))).toMatchObject({ applied: true });
    expect(life.state).toMatchObject({ agreementVersion: 2, moved: { moveId, from: 1 } });
    return life;
  };

  it('is scored and handed off by the version at once', () => {
    const life = aLead();
    life.profile = { country: 'ES' };
    life.hears({ kind: 'file_downloaded' });
    const generous = { scoring: { ...scoring, bands: [{ band: 'ready', engagement: { gte: 5 } }, { band: 'cold' }] } };
    const lane = { handOffs: { ...handOffs, lanes: [{ id: 'inbound', when: { band: 'ready' } }] } };
    moved(life, tradeTerms({ ...generous, ...lane, ...tracks() }));
    expect(life.state).toMatchObject({ band: 'ready', stage: 'marketing_qualified', moved: { boundBy: 'HandOffOpened' } });
  });

  it.each([handedOff, accepted])('keeps every deadline it was given, though the new promises are shorter (%#)', (at) => {
    const life = at();
    const before = dues(life);
    const clocks = { accept: { from: 'noticed', until: 'accepted', within: '1min', hours: 'always', by: 'sales' } } as const;
    moved(life, tradeTerms(lanes({ clocks, escalation: [] }, 'inbound')));
    expect(dues(life)).toEqual(before);
    life.passes(31 * minute);
    expect(life.find('ClockBreached').map(({ id, dueAt }) => [id, dueAt])).toEqual(
      Object.entries(before).filter(([, dueAt]) => dueAt <= life.now),
    );
  });

  it('gives a rep who is told only now the whole time of the old promise', () => {
    const life = aLead().whoseMail('away').asksForDemo();
    moved(life, tradeTerms(lanes({ clocks: {}, escalation: [] }, 'inbound')));
    const toldAt = life.whoseMail('works').passes(minute).find('RepTold')[0]?.toldAt ?? 0;
    expect(life.state.clocks.find(({ clock }) => clock === 'accept')?.dueAt).toBe(toldAt + 30 * minute);
  });

  it('meets a running clock by what the old version called a real touch', () => {
    const life = handedOff();
    const { 'real-touch': _gone, ...signals } = tradeAgreement.signals ?? {};
    moved(life, tradeTerms({ signals, requirements: {}, sellerStage: {}, ...lanes({ clocks: {}, escalation: [] }, 'inbound') }));
    life.hears({ kind: 'touch', data: { channel: 'call', by: 'rep', repId: 'ana', seconds: 60 } });
    expect(life.find('ClockMet').map(({ clock }) => clock)).toContain('firstTouch');
  });

  it('goes into the lane that fits when its own is gone; its rep, rung and clocks stay', () => {
    const life = handedOff();
    const [before, repId] = [dues(life), life.state.repId];
    moved(life, tradeTerms(lanes({}, 'express')));
    expect(life.state).toMatchObject({ repId, handOff: { lane: 'express' } });
    expect(dues(life)).toEqual(before);
  });

  it('is unrouted, never lost, when no lane is left for it and its rep does not answer', () => {
    const life = handedOff();
    moved(life, tradeTerms({ handOffs: { ...handOffs, lanes: [{ id: 'none', when: { buyerStage: 'desire' } }] } }));
    life.passes(2 * hour);
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', handOff: { lane: 'inbound' } });
    expect(life.state.repId ?? life.state.queue).not.toBeNull();
    life.asks({ kind: 'accept', repId: life.state.repId ?? 'ben' });
    expect(life.state.stage).toBe('sales_accepted');
  });

  it('is held to escalations that were set up, though the clock is gone from the version', () => {
    const life = handedOff();
    moved(life, tradeTerms(lanes({ clocks: {}, escalation: [] }, 'inbound')));
    life.passes(45 * minute);
    expect(life.find('Escalated').map(({ of, do: { kind } }) => [of, kind])).toContainEqual(['accept', 'reassign']);
  });

  it('has another band by name, and the same evidence', () => {
    const life = aLead().hears({ kind: 'page_viewed' });
    const bands = [{ band: 'ready', engagement: { gte: 50 } }, { band: 'cool' }];
    const lane = { handOffs: { ...handOffs, lanes: [{ id: 'inbound', when: { band: 'ready' } }] } };
    moved(life, tradeTerms({ scoring: { ...scoring, bands }, ...lane, ...tracks() }));
    expect(life.state).toMatchObject({ band: 'cool', stage: 'nurturing' });
  });

  it('ends a cadence at its next step when the version has none', () => {
    const life = accepted();
    moved(
      life,
      tradeTerms({ followUp: { ...followUp, cadences: [] }, handOffs: { ...handOffs, default: { to: [{ pool: 'sdr' }] } } }),
    );
    expect(life.state.cadence).not.toBeNull();
    expect(life.passes(2 * hour).state.cadence).toBeNull();
  });

  it('is not moved back to the version it came from by an older move that comes late', () =>
    expect(moved(aLead(), tradeTerms(demoWorth(20))).asks(toVersion(1)).refusal?.code).toBe('agreement.not_in_force'));

  it('is not moved to a version that is not in force, and not twice', () => {
    const life = handedOff().agrees(tradeTerms()).agrees(tradeTerms());
    expect(life.asks(toVersion(7)).refusal?.code).toBe('agreement.not_in_force');
    expect(life.asks(toVersion(3))).toMatchObject({ applied: true });
    expect(life.asks(toVersion(3))).toMatchObject({ applied: false, why: expect.stringContaining('already') as string });
  });
});

describe('a place in a track', () => {
  const waiting = (): Life => {
    const life = new Life(
      tradeTerms(track({ send: 'welcome-1' }, { wait: '3d' }, { send: 'deep-dive' }, { send: 'last-nudge' })),
    );
    return life.hears({ kind: 'page_viewed' });
  };
  const mails = (life: Life) => life.find('MessageDue').map(({ message }) => message);

  it('is a step’s id: steps put before it, or after it, move nobody', () => {
    const life = waiting().agrees(tradeTerms(track({ send: 'winback-1' }, { wait: '3d' }, { send: 'last-nudge' })));
    const before = next(life)?.at;
    life.asks(toVersion(2));
    expect(next(life)?.at).toBe(before);
    expect(mails(life.passes(4 * day))).toEqual(['welcome-1', 'last-nudge']);
  });

  it('whose step is gone ends its wait when it would have, and goes on with the first step that is left', () => {
    const life = waiting().agrees(tradeTerms(track({ send: 'winback-1' }, { wait: '1h' }, { send: 'last-nudge' })));
    const before = next(life)?.at;
    life.asks(toVersion(2));
    expect(next(life)?.at).toBe(before);
    expect(mails(life.passes(4 * day))).toEqual(['welcome-1', 'last-nudge']);
  });

  it('is over when the track is gone: marketing begins with what the version has', () => {
    const other = tracks({ id: 'other', when: { band: 'cold' }, steps: [{ send: 'winback-1' }] });
    const life = waiting().agrees(tradeTerms(other));
    life.asks(toVersion(2));
    expect(life.find('TrackEnded')).toMatchObject([{ track: 'welcome', why: 'left' }, { track: 'other' }]);
    expect(mails(life)).toEqual(['welcome-1', 'winback-1']);
  });
});

describe('a move that is undone', () => {
  it.each([() => aLead().hears({ kind: 'file_downloaded' }), handedOff, accepted])('leaves the lead as it was (%#)', (at) => {
    const life = at();
    const before = asItWas(life);
    const gone = { handOffs: { default: handOffs.default, lanes: [{ id: 'other', when: { band: 'hot' } }] }, ...demoWorth(70) };
    life.agrees(tradeTerms({ ...gone, ...tracks() })).asks(toVersion(2));
    expect(asItWas(life)).not.toEqual(before);
    expect(life.asks(undo)).toMatchObject({ applied: true });
    expect(asItWas(life)).toEqual(before);
  });

  it('is undone also in the turn that made it', () => {
    const life = handedOff().agrees(tradeTerms(demoWorth(70)));
    const before = asItWas(life);
    const at = life.now;
    life.turn([
      { kind: 'command', at, command: { ...toVersion(2), id: 'c1' } as never },
      { kind: 'command', at, command: { ...undo, id: 'c2' } as never },
    ]);
    expect(life.kinds().filter((kind) => kind === 'VersionTaken')).toHaveLength(2);
    expect(asItWas(life)).toEqual(before);
  });

  it('is refused in words once something was decided by the version', () => {
    const life = handedOff().agrees(tradeTerms(demoWorth(70)));
    life.asks(toVersion(2));
    life.asks({ kind: 'accept', repId: 'ana' });
    expect(life.asks(undo)).toMatchObject({ applied: false, why: expect.stringContaining('under version 2') as string });
    expect(life.state.agreementVersion).toBe(2);
  });

  it('is not prevented by what would have happened anyway', () => {
    const life = handedOff().agrees(tradeTerms(demoWorth(70)));
    life.asks(toVersion(2));
    life.passes(40 * minute).hears({ kind: 'page_viewed' });
    expect(life.find('ClockBreached')).toHaveLength(1);
    expect(life.asks(undo)).toMatchObject({ applied: true });
    expect(life.state.agreementVersion).toBe(1);
  });

  it('of another move, or of none, changes nothing', () => {
    expect(handedOff().asks(undo)).toMatchObject({ applied: false });
  });
});
