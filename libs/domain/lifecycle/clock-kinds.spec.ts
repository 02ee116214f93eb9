import { Life } from '../../../test/support/life.js';
import { hour, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import type { ClockDocument, EscalationDocument } from '../agreement/document.js';
import { clockChanges } from './clock-records.js';
import type { Clock } from './lead.js';

const day = 24 * hour;
const withClocks = (
  clocks: Record<string, ClockDocument>,
  escalation: EscalationDocument[] = [],
  team = tradeTeamCompiled(),
): Life => {
  const { lanes, default: shared } = tradeAgreement.handOffs;
  return new Life(tradeTerms({ handOffs: { lanes, default: { to: shared?.to ?? [], clocks, escalation } } }), team);
};
const clockOf = (life: Life, clock: string): Clock | undefined => life.state.clocks.find((running) => running.clock === clock);
const called = (life: Life, seconds = 60): Life => {
  life.asks({ kind: 'touch', repId: 'ana', channel: 'call' }, { seconds });
  return life;
};

describe('a clock from the fact that qualified the lead', () => {
  const speed: ClockDocument = { from: 'occurred', until: 'real-touch', within: '5min', hours: 'always', by: 'sales' };
  const demo = (ago: number) => ({ kind: 'form_submitted', data: { form: 'demo' }, ago });

  it('begins when it occurred, however late we heard of it; what ran before the rep was told is the system’s', () => {
    const life = withClocks({ speed }).hears(demo(2 * minute));
    expect(clockOf(life, 'speed')).toMatchObject({ startedAt: start - 2 * minute, toldAt: start, dueAt: start + 5 * minute });
    expect(life.find('ClockCredited')).toMatchObject([{ clock: 'speed', reason: 'untold', ms: 2 * minute }]);
  });

  it('is broken by the system, and by nobody else, where we heard of it too late to keep it', () => {
    const life = withClocks({ speed }).hears(demo(20 * minute));
    expect(life.find('ClockBreached')).toMatchObject([{ clock: 'speed', by: 'system', repId: null }]);
    expect(clockOf(life, 'speed')).toMatchObject({ dueAt: start + 5 * minute, breachedAt: null });
  });

  it('counts no touch from before its hand-off opened, neither while it runs nor when it was broken and the hand-off is over', () => {
    const before = { kind: 'touch', data: { channel: 'call', by: 'rep', repId: 'ana', seconds: 60 }, ago: minute };
    const life = withClocks({ speed }).hears(demo(2 * minute), before);
    life.passes(6 * minute).asks({ kind: 'accept', repId: 'ana' });
    life.asks({ kind: 'outcome', repId: 'ana', reason: 'not-now' });
    expect(life.state).toMatchObject({ handOff: null, broken: [{ clock: 'speed', countsFrom: start }] });
    life.hears();
    expect(life.find('BreachWithdrawn')).toEqual([]);
    life.hears({ ...before, ago: 2 * minute });
    expect(life.find('BreachWithdrawn')).toMatchObject([{ clock: 'speed', evidenceAt: start + 4 * minute }]);
  });

  it('is met by a touch', () => {
    const life = called(
      withClocks({ speed })
        .hears(demo(minute))
        .passes(3 * minute),
    );
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'speed', lateMs: 0 }]);
  });

  it('begins with the newest of several facts, and never ahead of now', () => {
    const facts = [demo(3 * hour), { kind: 'file_downloaded', ago: minute }];
    expect(clockOf(withClocks({ speed }).hears(...facts), 'speed')?.startedAt).toBe(start - minute);
    expect(clockOf(withClocks({ speed }).hears(demo(-4 * minute)), 'speed')?.startedAt).toBe(start);
  });

  it('begins now for a lead that a word about it qualifies, long after its fact was heard', () => {
    const life = withClocks({ speed });
    life.profile = { email: 'eva@buyer.example', country: '' };
    life.hears(demo(0)).passes(2 * day);
    life.profile = { ...life.profile, country: 'ES' };
    life.hears({ kind: 'profile_edited' });
    expect(clockOf(life, 'speed')?.startedAt).toBe(start + 2 * day);
  });
});

describe('a clock from the last touch', () => {
  const idle: ClockDocument = { from: 'last-touch', until: 'attempted', within: '5d', hours: 'always', by: 'sales' };
  const accept: ClockDocument = { from: 'noticed', until: 'accepted', within: '30min', hours: 'always', by: 'sales' };

  it('begins with the first touch, is met by the next and begins anew', () => {
    const life = withClocks({ idle }).asksForDemo();
    expect(life.state.clocks).toEqual([]);
    called(life);
    expect(clockOf(life, 'idle')).toMatchObject({ startedAt: start, dueAt: start + 5 * day, repId: 'ana' });
    called(life.passes(2 * day));
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'idle', lateMs: 0 }]);
    expect(clockOf(life, 'idle')).toMatchObject({ startedAt: start + 2 * day, dueAt: start + 7 * day });
  });

  it('is broken by who lets the lead rest, each time, and escalates each time', () => {
    const life = called(withClocks({ idle }, [{ at: '100%', of: 'idle', do: 'remind' }]).asksForDemo()).passes(6 * day);
    called(life).passes(6 * day);
    expect(life.find('ClockBreached').map(({ repId }) => repId)).toEqual(['ana', 'ana']);
    expect(life.find('Escalated').map(({ at }) => (at - start) / day)).toEqual([5, 11]);
    const reminders = life.find('EffectPlanned').filter(({ effect }) => effect.kind === 'tellRep' && effect.about === 'reminder');
    expect(new Set(reminders.map(({ effect }) => effect.key)).size).toBe(2);
  });

  it('hears a touch that comes late: the breach is withdrawn, and the clock counts from that touch', () => {
    const life = called(withClocks({ idle }).asksForDemo()).passes(6 * day);
    expect(life.find('ClockBreached')).toHaveLength(1);
    life.hears({ kind: 'touch', data: { channel: 'call', by: 'rep', repId: 'ana' }, ago: 2 * day });
    expect(life.find('BreachWithdrawn')).toHaveLength(1);
    expect(clockOf(life, 'idle')).toMatchObject({ startedAt: start + 4 * day, breachedAt: null });
  });

  it('does not go back for a touch that is older than the last', () => {
    const life = called(withClocks({ idle }).asksForDemo().passes(day));
    life.hears({ kind: 'touch', data: { channel: 'call', by: 'rep', repId: 'ana' }, ago: 12 * hour });
    expect(clockOf(life, 'idle')).toMatchObject({ startedAt: start + day });
    expect(life.find('ClockMet')).toEqual([]);
  });

  it('until a signal: a touch that is none begins it anew, and one that is meets it', () => {
    const quiet: ClockDocument = { ...idle, until: 'real-touch' };
    const life = called(withClocks({ quiet }).asksForDemo(), 5).passes(day);
    called(life, 5);
    expect(life.find('ClockStopped')).toMatchObject([{ clock: 'quiet', anew: true }]);
    expect(life.find('ClockMet')).toEqual([]);
    called(life.passes(day), 60);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'quiet', lateMs: 0 }]);
    expect(clockOf(life, 'quiet')).toMatchObject({ startedAt: start + 2 * day });
  });

  it('is begun once by touches of one instant, as a history with days alone has them', () => {
    const life = called(called(withClocks({ idle }).asksForDemo()).passes(0));
    expect(life.find('ClockStarted').filter(({ clock }) => clock === 'idle')).toHaveLength(1);
    expect(life.find('ClockStopped')).toEqual([]);
  });

  it('begins anew for a rep who takes over, and not at all while nobody holds the lead', () => {
    const life = called(withClocks({ idle, accept }).asksForDemo()).passes(3 * day);
    life.asks({ kind: 'reassign', toRepId: 'ben' });
    expect(life.state.clocks.filter(({ clock }) => clock === 'idle')).toMatchObject([
      { repId: 'ben', startedAt: start + 3 * day },
    ]);
    expect(life.find('ClockBreached').map(({ clock }) => clock)).toEqual(['accept']);
  });
});

describe('a clock from the attempt', () => {
  const proof: ClockDocument = { from: 'attempted', until: 'real-touch', within: '1h', hours: 'always', by: 'sales' };
  const again: ClockDocument = { ...proof, until: 'attempted' };

  it('is of the first one: what was broken stays so, however often the lead is touched later', () => {
    const life = called(withClocks({ proof }).asksForDemo(), 5).passes(2 * hour);
    called(life, 60).passes(hour);
    called(called(life, 5).passes(hour), 60);
    expect(life.find('ClockStarted')).toHaveLength(1);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'proof', lateMs: hour }]);
  });

  it('until the next one ends with that', () => {
    const life = called(called(called(withClocks({ again }).asksForDemo()).passes(minute)).passes(minute));
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'again', at: start + minute, lateMs: 0 }]);
    expect(life.state.clocks).toEqual([]);
  });

  it('begins for who takes the lead over with their own first one', () => {
    const life = called(withClocks({ proof }).asksForDemo(), 5).passes(minute);
    life.asks({ kind: 'reassign', toRepId: 'ben' });
    life.passes(minute).asks({ kind: 'touch', repId: 'ben', channel: 'call' }, { seconds: 5 });
    expect(clockOf(life, 'proof')).toMatchObject({ repId: 'ben', startedAt: start + 2 * minute });
  });
});

it('a clock that ends and begins within a turn is one row of it', () => {
  const life = withClocks({}).asksForDemo();
  const handOff = life.state.handOffs;
  const clock = { id: `handOff:${handOff}/x#1`, clock: 'x' };
  const promised = { clause: 'x', handOff, until: 'outcome', by: 'sales', repId: 'ana', dueAt: 2 } as const;
  const changes = clockChanges(life.state, [
    { kind: 'ClockStarted', at: 1, startedAt: 1, ...clock, ...promised, escalations: [] },
    { kind: 'ClockStopped', at: 1, ...clock, why: 'it begins anew', anew: true },
    { kind: 'ClockStarted', at: 1, startedAt: 1, ...clock, ...promised, escalations: [] },
  ]);
  expect(changes.records).toMatchObject([{ ...clock, endedAt: null }]);
});

describe('hours of a clock', () => {
  const at = (iso: string): number => Date.parse(iso);
  const teamOf = (): ReturnType<typeof tradeTeamCompiled> =>
    tradeTeamCompiled({
      calendars: {
        early: { zone: 'Europe/Madrid', week: { mon: ['06:00-10:00'], tue: ['06:00-10:00'] } },
        late: { zone: 'Europe/Madrid', week: { mon: ['12:00-20:00'] } },
        night: { zone: 'Europe/Madrid', week: { mon: ['20:00-22:00'] } },
      },
      reps: [
        { id: 'ana', name: 'ana', email: 'ana@sales.example', calendar: 'early' },
        { id: 'ben', name: 'ben', email: 'ben@sales.example', calendar: 'late' },
        { id: 'cleo', name: 'cleo', email: 'cleo@sales.example', calendar: 'night' },
      ],
      pools: { sdr: { reps: ['ana', 'ben'] }, nights: { reps: ['cleo'] } },
    });
  const dueBy = (hours: string, within = '10h'): string => {
    const clock: ClockDocument = { from: 'noticed', until: 'real-touch', within, hours, by: 'sales' };
    const life = new Life(
      tradeTerms({
        handOffs: {
          lanes: [{ id: 'inbound', when: { band: 'hot' }, to: [{ pool: 'sdr' }, { pool: 'nights' }], clocks: { clock } }],
        },
      }),
      teamOf(),
    );
    life.now = at('2026-03-30T04:00:00Z'); // a Monday, 06:00 in Madrid, the day after the clocks changed
    life.asksForDemo();
    return new Date(clockOf(life, 'clock')?.dueAt ?? NaN).toISOString();
  };

  it('of the pool are those of anybody in the pool that has the lead', () => {
    expect(dueBy('pool')).toBe('2026-03-30T16:00:00.000Z'); // 4 h of Ana's, 6 of Ben's
  });

  it('of coverage are those of anybody in any pool of the ladder', () => {
    expect(dueBy('pool', '13h')).toBe('2026-03-31T05:00:00.000Z'); // Ana's Tuesday
    expect(dueBy('coverage', '13h')).toBe('2026-03-30T19:00:00.000Z'); // Cleo's Monday night
  });

  it('of the rep are, while the lead is offered, those of anybody to whom it is', () => {
    const accept: ClockDocument = { from: 'noticed', until: 'accepted', within: '5h', hours: 'rep', by: 'sales' };
    const lane = { id: 'inbound', when: { band: 'hot' }, to: [{ pool: 'sdr', strategy: 'first-come' as const }] };
    const life = new Life(tradeTerms({ handOffs: { lanes: [{ ...lane, clocks: { accept } }] } }), teamOf());
    life.now = at('2026-03-30T05:00:00Z'); // only Ana works
    life.asksForDemo();
    expect(life.state.handOff?.offer?.reps).toEqual(['ana']);
    expect(new Date(clockOf(life, 'accept')?.dueAt ?? NaN).toISOString()).toBe('2026-03-31T06:00:00.000Z');
  });

  it('of the rep are the rep’s alone', () => {
    expect(dueBy('rep')).toBe('2026-04-06T06:00:00.000Z'); // 4 h on Monday, 4 on Tuesday, 2 a week later
  });
});
