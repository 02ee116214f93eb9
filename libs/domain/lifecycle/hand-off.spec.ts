import { accepted, aLead, handedOff } from '../../../test/support/life.js';
import { day, hour, minute, start } from '../../../test/support/terms-for-scoring.js';

describe('a lead that becomes hot', () => {
  it('is handed off at once: a rep, the clocks from their notice, and the clause that did it', () => {
    const life = handedOff();
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', repId: 'ana', handOffs: 1 });
    expect(life.find('HandOffOpened')).toMatchObject([{ handOff: 1, lane: 'inbound', clause: 'handOffs.lanes.inbound' }]);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'assign', lateMs: 0 }]);
    expect(life.state.clocks.map(({ clock, dueAt }) => [clock, dueAt - start])).toEqual([
      ['accept', 30 * minute],
      ['firstTouch', 2 * hour],
    ]);
  });

  it('waits in nurturing while it misses a requirement, and goes as soon as the profile has it', () => {
    const life = aLead();
    life.profile = { country: 'Select' };
    life.terms.scoring.fit[0]!.when = { not: { field: 'country', is: 'GB' } };
    life.asksForDemo();
    expect(life.state.stage).toBe('nurturing');
    life.profile = { country: 'ES' };
    life.hears({ kind: 'profile_updated' });
    expect(life.state.stage).toBe('marketing_qualified');
  });

  it('goes to each rep in turn', () => {
    const reps = ['ana', 'ben', 'cleo', 'ana'];
    const loads = {};
    for (const [index, rep] of reps.entries()) {
      const life = Object.assign(aLead(), { loads, now: start + index * minute });
      expect(life.asksForDemo().state.repId).toBe(rep);
    }
  });
});

describe('a hand-off that nobody answers', () => {
  it('is reminded, breached, escalated, reassigned and queued, each by its clause and at its instant', () => {
    const life = handedOff().passes(2 * hour);
    const told = life
      .find('Escalated')
      .map(({ share, do: { kind }, clause, at }) => [share, kind, clause, (at - start) / minute]);
    expect(told).toEqual([
      [0.5, 'remind', 'handOffs.default.escalation.0', 15],
      [1, 'notify', 'handOffs.default.escalation.1', 30],
      [1.5, 'reassign', 'handOffs.default.escalation.2', 45],
      [3, 'queue', 'handOffs.default.escalation.3', 90],
    ]);
    expect(life.find('ClockBreached').map(({ clock, repId, at }) => [clock, repId, (at - start) / minute])).toEqual([
      ['accept', 'ana', 30],
      ['accept', 'ben', 75],
    ]);
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', repId: null, queue: 'unworked' });
  });

  it('starts the next rep’s clock anew, while the lead’s own wait goes on', () => {
    const life = handedOff().passes(46 * minute);
    expect(life.state.repId).toBe('ben');
    expect(life.state.clocks.find(({ clock }) => clock === 'accept')?.dueAt).toBe(start + 75 * minute);
    expect(life.state.escalations.map(({ at }) => (at - start) / minute)).toEqual([90]);
  });

  it('can be taken from the queue by any rep of the team', () => {
    const life = handedOff().passes(2 * hour);
    expect(life.asks({ kind: 'accept', repId: 'cleo' })).toMatchObject({
      applied: true,
      lead: { stage: 'sales_accepted', repId: 'cleo' },
    });
    expect(life.state.escalations).toEqual([]);
  });
});

describe('evidence and breaches', () => {
  it('meets a clock by a touch made in time and heard of only when the clock was due', () => {
    const life = accepted().passes(hour);
    life.facts.push(call(life.facts.length + 1, life.now - 5 * minute));
    life.passes(3 * hour);
    expect(life.find('ClockBreached')).toEqual([]);
    expect(life.find('ClockMet').map(({ clock }) => clock)).toContain('firstTouch');
  });

  it('withdraws a breach, visibly, when evidence from before the deadline comes late', () => {
    const life = accepted().passes(3 * hour);
    expect(life.find('ClockBreached').map(({ clock }) => clock)).toEqual(['firstTouch']);
    life.hears({ kind: 'touch', data: { channel: 'call', by: 'rep', repId: 'ana', seconds: 90 }, ago: 2 * hour });
    expect(life.find('BreachWithdrawn')).toMatchObject([{ clock: 'firstTouch', evidenceAt: start + hour }]);
    expect(life.find('ClockMet').at(-1)).toMatchObject({ clock: 'firstTouch', lateMs: 0 });
  });

  it('keeps the breach when the evidence itself is late, and says by how much', () => {
    const life = accepted().passes(3 * hour);
    life.asks({ kind: 'touch', repId: 'ana', channel: 'call' });
    expect(life.find('BreachWithdrawn')).toEqual([]);
    expect(life.find('ClockMet').at(-1)).toMatchObject({ clock: 'firstTouch', lateMs: hour });
  });

  it('does not take a call that was too short for a touch', () => {
    const life = accepted();
    life.asks({ kind: 'touch', repId: 'ana', channel: 'call' }, { seconds: 5 });
    expect(life.state.clocks.map(({ clock }) => clock)).toContain('firstTouch');
    expect(life.state.sellerStage).toBe('attention');
  });
});

describe('follow-up', () => {
  it('tells the rep of each planned touch, unless they touched the lead since', () => {
    const life = accepted().passes(hour);
    expect(life.find('CadenceStepDue')).toMatchObject([{ step: 'call', tell: true, nextStep: 'email' }]);
    life.asks({ kind: 'touch', repId: 'ana', channel: 'email' });
    life.passes(day);
    expect(life.find('CadenceStepDue').at(-1)).toMatchObject({ step: 'email', tell: false, nextStep: null });
    expect(life.state.cadence).toBeNull();
  });
});

const call = (seq: number, occurredAt: number) => ({
  id: `call-${seq}`,
  seq,
  kind: 'touch',
  occurredAt,
  receivedAt: occurredAt,
  data: { channel: 'call', by: 'rep', repId: 'ana', seconds: 90 },
});
