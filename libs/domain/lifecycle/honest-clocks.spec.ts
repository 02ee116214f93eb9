import { accepted, aLead, handedOff, Life } from '../../../test/support/life.js';
import { hour, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import { partsOf } from './clock-parts.js';
import { outagesSince } from './credit.js';
import type { Clock } from './lead.js';

/** A lead that is handed to Ana while the mail server is away. */
const untold = (): Life => aLead().whoseMail('away').asksForDemo();
const noEscalation = tradeTerms({
  handOffs: { ...tradeAgreement.handOffs, default: { ...tradeAgreement.handOffs.default, escalation: [] } },
});
const clockOf = (life: Life, clock: string): Clock => life.state.clocks.find((running) => running.clock === clock)!;
const call = { kind: 'touch', data: { channel: 'call', by: 'rep', repId: 'ana', seconds: 90 } };

describe('the two parts of a clock', () => {
  it('are the system’s until the rep is told, and from then on the rep’s, whole', () => {
    const life = untold().passes(10 * minute);
    expect(clockOf(life, 'accept')).toMatchObject({ startedAt: start, toldAt: null, dueAt: start + 30 * minute });
    life.whoseMail('works').passes(10 * minute);
    const toldAt = start + 15 * minute; // tried after 1, 2, 4 and 8 minutes
    expect(life.find('RepTold')).toMatchObject([{ repId: 'ana', toldAt, how: 'notice' }]);
    expect(clockOf(life, 'accept')).toMatchObject({ toldAt, dueAt: toldAt + 30 * minute });
    expect(partsOf(clockOf(life, 'accept'), life.now)).toEqual({ systemMs: 15 * minute, humanMs: 5 * minute });
  });

  it('are told by a credit, with its reason, from and until; what escalates the clock moves with it', () => {
    const life = untold()
      .passes(10 * minute)
      .whoseMail('works')
      .passes(10 * minute);
    expect(
      life
        .find('ClockCredited')
        .map(({ clock, reason, detail, fromAt, untilAt, ms }) => ({ clock, reason, detail, fromAt, untilAt, ms })),
    ).toEqual(
      ['accept', 'firstTouch'].map((clock) => ({
        clock,
        reason: 'untold',
        detail: 'mail.unreachable',
        fromAt: start,
        untilAt: start + 15 * minute,
        ms: 15 * minute,
      })),
    );
    expect(life.state.escalations.map(({ share, at }) => [share, (at - start) / minute])).toEqual([
      [1, 45],
      [1.5, 60],
      [3, 105],
    ]);
  });

  it('are one, the rep’s, when the notice goes at once', () => {
    expect(handedOff().find('ClockCredited')).toEqual([]);
    expect(partsOf(clockOf(handedOff(), 'accept'), start + minute)).toEqual({ systemMs: 0, humanMs: minute });
  });

  it('end in no part of the rep’s who acts before any notice: that is when they knew', () => {
    const life = untold().passes(20 * minute);
    expect(life.asks({ kind: 'accept', repId: 'ana' })).toMatchObject({ applied: true });
    expect(life.find('RepTold')).toMatchObject([{ how: 'accept', toldAt: start + 20 * minute }]);
    expect(life.find('ClockMet').at(-1)).toMatchObject({ clock: 'accept', lateMs: 0 });
    const called = untold()
      .passes(20 * minute)
      .hears(call);
    expect(called.find('RepTold')).toMatchObject([{ how: 'touch' }]);
  });
});

describe('a rep who was never told', () => {
  it('is charged with nothing: the system is, and the lead is given on all the same', () => {
    const life = untold().passes(2 * hour);
    expect(life.find('ClockBreached').map(({ clock, by, repId }) => [clock, by, repId])).toEqual([
      ['accept', 'system', null],
      ['accept', 'system', null],
    ]);
    expect(life.state).toMatchObject({ repId: null, queue: 'unworked' });
  });

  it('is not reminded of what they have not heard of', () => {
    const life = untold().passes(16 * minute);
    expect(life.find('Escalated')).toMatchObject([{ do: { kind: 'remind' } }]);
    expect(life.state.effects.map(({ effect }) => effect.key)).toEqual(['handOff:1/notice#1']);
  });

  it('has the whole time when they are told after the system has broken its promise', () => {
    const life = new Life(noEscalation)
      .whoseMail('away')
      .asksForDemo()
      .passes(40 * minute);
    expect(clockOf(life, 'accept')).toMatchObject({ breachedAt: null, systemBreachedAt: start + 30 * minute });
    life.whoseMail('works').passes(10 * minute);
    const toldAt = life.find('RepTold')[0]!.toldAt;
    expect(clockOf(life, 'accept').dueAt).toBe(toldAt + 30 * minute);
    life.passes(30 * minute);
    expect(life.find('ClockBreached').map(({ by, repId }) => [by, repId])).toEqual([
      ['system', null],
      ['sales', 'ana'],
    ]);
  });

  it('is not taken to have been told by a notice of which nobody knows whether it went', () => {
    const life = untold();
    const key = 'handOff:1/notice#1';
    life.turn([{ kind: 'effectDone', at: life.now, key, outcome: 'unknown' }]);
    expect(life.state.handOff).toMatchObject({ noticedAt: life.now, toldAt: null });
    expect(life.passes(31 * minute).find('ClockBreached')).toMatchObject([{ by: 'system' }]);
  });
});

describe('a notice that is heard of late', () => {
  const key = 'handOff:1/notice#1';
  it('counts from when it went: a breach of the system’s that it disproves is withdrawn', () => {
    const life = new Life(noEscalation)
      .whoseMail('away')
      .asksForDemo()
      .passes(40 * minute);
    life.turn([{ kind: 'effectDone', at: start + 20 * minute, key, outcome: 'done' }]);
    expect(life.find('BreachWithdrawn')).toMatchObject([{ clock: 'accept', evidenceAt: start + 20 * minute }]);
    expect(clockOf(life, 'accept').systemBreachedAt).toBeUndefined();
    expect(clockOf(life, 'accept').dueAt).toBe(start + 50 * minute);
  });
});

describe('an outage', () => {
  const away = (life: Life, fromAt: number, untilAt: number, part = 'worker'): Life => {
    life.outages.push({ part, fromAt, untilAt });
    return life;
  };

  it('does not run a clock: what was left of it when the outage began runs from the outage’s end', () => {
    const life = away(handedOff(), start + 10 * minute, start + 70 * minute);
    life.now = start + 70 * minute;
    life.turn([{ kind: 'due', at: life.now }]);
    expect(clockOf(life, 'accept')).toMatchObject({ dueAt: start + 90 * minute, breachedAt: null });
    expect(clockOf(life, 'accept').credits).toMatchObject([{ reason: 'outage', detail: 'worker', ms: 60 * minute }]);
    expect(partsOf(clockOf(life, 'accept'), life.now)).toEqual({ systemMs: 60 * minute, humanMs: 10 * minute });
    expect(life.find('Escalated')).toEqual([]);
    expect(life.passes(21 * minute).find('ClockBreached')).toMatchObject([{ by: 'sales', dueAt: start + 90 * minute }]);
  });

  it('is told once for the parts that were away together, and given once', () => {
    const life = away(
      away(handedOff(), start + 10 * minute, start + 20 * minute, 'api'),
      start + 15 * minute,
      start + 25 * minute,
    );
    life.passes(31 * minute);
    expect(clockOf(life, 'accept').credits).toMatchObject([{ detail: 'api, worker', ms: 15 * minute }]);
    expect(life.passes(20 * minute).find('ClockBreached')).toMatchObject([{ dueAt: start + 45 * minute }]);
  });

  it('gives nothing outside the clock’s own hours', () => {
    const hours = { zone: 'UTC', week: { mon: ['00:00-24:00'] } };
    const team = tradeTeamCompiled({ calendars: { mondays: hours } });
    const monday = tradeAgreement.handOffs.default?.clocks?.['accept'];
    const clocks = { accept: { ...monday!, within: '36h', hours: 'mondays' } };
    const terms = tradeTerms({
      handOffs: { ...tradeAgreement.handOffs, default: { ...tradeAgreement.handOffs.default, clocks, escalation: [] } },
    });
    const life = new Life(terms, team).asksForDemo();
    const { startedAt, dueAt } = clockOf(life, 'accept');
    const tuesday = Math.ceil(startedAt / (7 * 24 * hour)) * 7 * 24 * hour + 5 * 24 * hour; // the epoch was a Thursday
    away(life, tuesday, tuesday + 10 * hour).passes(dueAt - life.now);
    expect(life.find('ClockCredited')).toEqual([]);
    expect(life.find('ClockBreached')).toMatchObject([{ dueAt }]);
  });

  it('gives the system nothing', () => {
    const life = away(untold(), start, start + hour).passes(2 * hour);
    expect(life.find('ClockCredited').filter(({ reason }) => reason === 'outage')).toEqual([]);
  });

  it('is asked for only by a turn with something due, or heard late', () => {
    const { state, now } = handedOff();
    expect(outagesSince(state, [{ kind: 'ring', at: now, upTo: 1 }], [], now)).toBeNull();
    expect(outagesSince(state, [{ kind: 'due', at: now + 15 * minute }], [], now + 15 * minute)).toBe(start);
    expect(outagesSince(state, [{ kind: 'ring', at: now, upTo: 1 }], [], now + minute)).toBe(start);
  });

  it('lets a touch count that was made in it', () => {
    const life = away(accepted(), start + hour, start + 3 * hour);
    life.now = start + 3 * hour;
    life.hears({ ...call, ago: 30 * minute });
    expect(life.find('ClockBreached')).toEqual([]);
    expect(life.find('ClockMet').at(-1)).toMatchObject({ clock: 'firstTouch', lateMs: 0 });
  });
});

describe('late evidence', () => {
  const given = (): Life => {
    const life = handedOff().passes(46 * minute);
    expect(life.state).toMatchObject({ repId: 'ben', broken: [{ clock: 'accept', repId: 'ana' }] });
    return life;
  };
  const attempt = { from: 'noticed', until: 'attempted', within: '30min', hours: 'always', by: 'sales' } as const;
  const withAttempt = tradeTerms({
    handOffs: {
      ...tradeAgreement.handOffs,
      default: {
        ...tradeAgreement.handOffs.default,
        clocks: { attempt },
        escalation: [{ at: '150%', of: 'attempt', do: 'reassign' }],
      },
    },
  });

  it('withdraws a breach whose rep has been released since, once, visibly', () => {
    const life = new Life(withAttempt).asksForDemo().passes(50 * minute);
    expect(life.state.broken).toMatchObject([{ clock: 'attempt', repId: 'ana' }]);
    life.hears({ ...call, ago: 30 * minute });
    expect(life.find('BreachWithdrawn')).toMatchObject([{ id: 'handOff:1/attempt#1', evidenceAt: start + 20 * minute }]);
    expect(life.state.broken).toEqual([]);
    life.hears({ ...call, ago: 31 * minute });
    expect(life.find('BreachWithdrawn')).toHaveLength(1);
  });

  it('withdraws nothing if it is from after the deadline', () => {
    const life = new Life(withAttempt).asksForDemo().passes(50 * minute);
    life.hears({ ...call, ago: 10 * minute });
    expect(life.find('BreachWithdrawn')).toEqual([]);
  });

  it('also comes when the hand-off is over, and not once the next has begun', () => {
    const life = given();
    life.asks({ kind: 'reject', repId: 'ben', reason: 'outside-profile' });
    expect(life.state).toMatchObject({ stage: 'nurturing', broken: [{ clock: 'accept' }] });
    life.passes(minute).asksForDemo();
    expect(life.state).toMatchObject({ handOffs: 2, broken: [] });
  });
});

describe('a lead that was handed off before clocks had two parts', () => {
  it('starts its clocks with the notice, as its hand-off was told', () => {
    const life = untold();
    const { handOff } = life.state;
    const { toldAt: _toldAt, ...older } = handOff!;
    life.state = { ...life.state, handOff: { ...older, waits: [] }, clocks: [], escalations: [], broken: undefined };
    life.turn([{ kind: 'effectDone', at: life.now, key: 'handOff:1/notice#1', outcome: 'done' }]);
    expect(life.state.clocks).toMatchObject([{ clock: 'accept', dueAt: start + 30 * minute }, { clock: 'firstTouch' }]);
    expect(life.passes(31 * minute).find('ClockBreached')).toMatchObject([{ by: 'sales', repId: 'ana' }]);
  });
});
