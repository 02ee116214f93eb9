import { handedOff, accepted, Life } from '../../../test/support/life.js';
import { hour, minute } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTeam, tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import type { LaneDefaultsDocument } from '../agreement/document.js';
import { deadlines } from './deadlines.js';

/** What random lives (test/sim) found out, each as a story of its own. */
const lead = (parts: LaneDefaultsDocument): Life => {
  const lanes = { ...tradeAgreement.handOffs, default: { ...tradeAgreement.handOffs.default, escalation: [], ...parts } };
  return new Life(tradeTerms({ handOffs: lanes }));
};
const call = { channel: 'call', by: 'rep', repId: 'ana', seconds: 60 };

describe('a touch by a clock that is fast', () => {
  it('happened now, at the latest: it breaks no clock before it is due', () => {
    const attempt = { from: 'assigned', until: 'attempted', within: '1min', hours: 'always', by: 'sales' } as const;
    const life = lead({ clocks: { attempt } }).asksForDemo();
    life.hears({ kind: 'touch', data: call, ago: -4 * minute });
    expect(life.find('ClockBreached')).toEqual([]);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'attempt', lateMs: 0 }]);
  });
});

describe('a command from before an outage, of a rep who was given the lead after it', () => {
  it('breaks no clock before it is due', () => {
    const team = tradeTeamCompiled({ reps: tradeTeam.reps.map((rep) => ({ ...rep, capacity: 1 })) });
    const life = new Life(tradeTerms({ handOffs: { ...tradeAgreement.handOffs, default: idleDesk } }), team);
    const full = { open: 1, claims: 1, lastClaimedAt: life.now, today: 1 };
    life.loads = { ana: full, ben: full, cleo: full };
    life.asksForDemo();
    expect(life.state.queue).toBe('unrouted');
    const asked = { kind: 'command', at: life.now, command: { id: 'c1', kind: 'accept', repId: 'ana' } } as const;
    life.now += 5 * hour; // without a worker, and ana is free again
    life.loads = { ...life.loads, ana: { ...full, open: 0 } };
    life.facts.push({ ...life.facts[0]!, id: 'call', seq: 2, kind: 'touch', data: call, occurredAt: asked.at + minute });
    life.turn([asked]);
    expect(life.state).toMatchObject({ stage: 'sales_accepted', repId: 'ana' });
    for (const { at, dueAt } of life.find('ClockBreached')) expect(at).toBeGreaterThanOrEqual(dueAt);
    expect(life.find('ClockBreached')).toMatchObject([{ clock: 'idle', by: 'system', repId: null }]);
  });
  const idle = { from: 'attempted', until: 'outcome', within: '1h', hours: 'always', by: 'sales' } as const;
  const idleDesk: LaneDefaultsDocument = { to: [{ pool: 'sdr' }, { queue: 'unrouted' }], clocks: { idle }, escalation: [] };
});

describe('a lead that is joined to another while a rep holds it', () => {
  it('frees the rep’s seat and stops their clocks', () => {
    const life = accepted();
    life.merged = '6f1b2c5e-0000-4000-8000-000000000002';
    life.hears();
    expect(life.state).toMatchObject({ stage: 'merged', repId: null, clocks: [], cadence: null });
    expect(life.loads['ana']).toMatchObject({ open: 0 });
  });
});

describe('a hold of a fixed length', () => {
  it('is not begun again once it has run out: the lead is unrouted then', () => {
    const nobody = lead({ to: [{ rep: 'last' }, { hold: '3h' }, { queue: 'unrouted' }] }).asksForDemo();
    nobody.passes(3 * hour);
    expect(nobody.state).toMatchObject({ queue: 'unrouted' });
    nobody.hears();
    expect(nobody.find('LeadHeld')).toHaveLength(1);
  });

  it('makes room for what comes after it, also behind a second hold', () => {
    const life = lead({ to: [{ hold: '3h' }, { hold: '2h' }, { pool: 'sdr' }] }).asksForDemo();
    expect(life.passes(5 * hour).state).toMatchObject({ repId: 'ana' });
  });
});

describe('a lead that is given to another rep after it was accepted', () => {
  it('has nothing left to accept, and the clocks from acceptance start for the new rep', () => {
    const verdict = { from: 'accepted', until: 'outcome', within: '1h', hours: 'always', by: 'sales' } as const;
    const life = lead({
      to: [{ pool: 'sdr', wait: '10min' }],
      clocks: { verdict },
      escalation: [{ at: '100%', of: 'verdict', do: 'reassign' }],
    }).asksForDemo();
    life.asks({ kind: 'accept', repId: 'ana' });
    life.passes(hour);
    expect(life.state).toMatchObject({ stage: 'sales_accepted', repId: 'ben', handOff: { rungUntilAt: null } });
    expect(life.state.clocks).toMatchObject([{ clock: 'verdict', repId: 'ben' }]);
    expect(life.passes(hour / 2).state.repId).toBe('ben');
  });
});

describe('a lead that is rejected once too often', () => {
  it('is lost, by a move that the table allows', () => {
    const life = handedOff();
    for (let n = 0; n < 3; n += 1) {
      const { repId } = life.state;
      expect(life.asks({ kind: 'reject', repId: repId ?? '', reason: 'outside-profile' })).toMatchObject({ applied: true });
      if (n < 2) life.passes(minute).asksForDemo();
    }
    expect(life.find('StageChanged').at(-1)).toMatchObject({ from: 'marketing_qualified', to: 'lost' });
  });
});

describe('a lead that ends while it rests', () => {
  it('waits for nothing', () => {
    const life = accepted();
    life.asks({ kind: 'outcome', repId: 'ana', reason: 'not-now' });
    expect(life.state.rest).not.toBeNull();
    life.merged = '6f1b2c5e-0000-4000-8000-000000000002';
    life.hears();
    expect(deadlines(life.state)).toEqual([]);
  });
});

describe('a command from before an outage', () => {
  it('breaks no clock before it is due, though the touch came after it', () => {
    const clocks = { attempt: { from: 'accepted', until: 'attempted', within: '1h', hours: 'always', by: 'sales' } } as const;
    const life = lead({ clocks: { ...clocks } }).asksForDemo();
    const askedAt = life.now;
    life.now += 9 * hour;
    life.facts.push({
      id: 't',
      seq: life.facts.length + 1,
      kind: 'touch',
      data: call,
      occurredAt: life.now,
      receivedAt: life.now,
    });
    const command = { id: 'c', kind: 'accept', repId: 'ana' } as const;
    life.turn([{ kind: 'command', at: askedAt, command }]);
    expect(life.find('ClockBreached').every(({ at, dueAt }) => at >= dueAt)).toBe(true);
    expect(life.find('ClockBreached').map(({ clock }) => clock)).toContain('attempt');
  });
});

describe('a touch that began a clock', () => {
  it('is not what meets it, when the clocks of a rep start later', () => {
    const first = { from: 'assigned', until: 'attempted', within: '1h', hours: 'always', by: 'sales' } as const;
    const idle = { ...first, from: 'attempted' } as const;
    const life = lead({ to: [{ queue: 'backlog' }], clocks: { first, idle } }).asksForDemo();
    life.hears({ kind: 'touch', data: call });
    life.passes(2 * minute).asks({ kind: 'accept', repId: 'ana' });
    expect(life.find('ClockMet').map(({ clock }) => clock)).toEqual(['first']);
  });
});

describe('a touch from before a rep had the lead, heard only after', () => {
  it('is the one that a clock from the attempt begins with: the next begins none', () => {
    const call2 = { from: 'attempted', until: 'real-touch', within: '1h', hours: 'always', by: 'sales' } as const;
    const life = lead({ to: [{ queue: 'backlog' }], clocks: { call2 } }).asksForDemo();
    life.passes(hour).asks({ kind: 'accept', repId: 'ana' });
    life.hears({ kind: 'touch', data: call, ago: 30 * minute });
    life.passes(minute).hears({ kind: 'touch', data: call });
    expect(life.find('ClockStarted').filter(({ clock }) => clock === 'call2')).toHaveLength(1);
  });
});

describe('a call to a lead that sales has given back, while a broken clock may still be made good', () => {
  it('neither meets a clock of the next hand-off nor moves its seller’s cycle', () => {
    const life = lead({
      clocks: { firstTouch: { from: 'qualified', until: 'real-touch', within: '1h', hours: 'always', by: 'sales' } },
    });
    life.asksForDemo().asks({ kind: 'accept', repId: 'ana' });
    life.passes(2 * hour).asks({ kind: 'outcome', repId: 'ana', reason: 'not-now' });
    expect(life.state.broken).toMatchObject([{ clock: 'firstTouch' }]);
    life.passes(hour).hears({ kind: 'touch', data: call });
    life.passes(hour).asksForDemo();
    expect(life.state).toMatchObject({ handOffs: 2, sellerStage: null, clocks: [{ clock: 'firstTouch' }] });
  });
});
