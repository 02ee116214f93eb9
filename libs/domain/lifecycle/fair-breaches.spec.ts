import { Life } from '../../../test/support/life.js';
import { hour, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTerms } from '../../../test/support/trade.js';
import type { ClockDocument, RungDocument } from '../agreement/document.js';
import { clockChanges } from './clock-records.js';
import { outagesSince } from './credit.js';
import type { LeadInput } from './inputs.js';

const { lanes, default: shared } = tradeAgreement.handOffs;
const withClocks = (clocks: Record<string, ClockDocument>, to: RungDocument[] = shared?.to ?? []): Life =>
  new Life(tradeTerms({ handOffs: { lanes, default: { to, clocks, escalation: [] } } }));

const promised = { within: '2h', hours: 'always', by: 'sales' } as const;
const accept: ClockDocument = { ...promised, from: 'noticed', until: 'accepted', within: '30min' };
const firstTouch: ClockDocument = { ...promised, from: 'noticed', until: 'real-touch' };
const idle: ClockDocument = { ...promised, from: 'last-touch', until: 'attempted' };
const offered: RungDocument[] = [{ pool: 'sdr', strategy: 'first-come' }, { queue: 'unrouted' }];

const after = (minutes: number): number => start + minutes * minute;
const touch = (seconds: number, repId = 'ana') => ({ kind: 'touch', data: { channel: 'call', by: 'rep', repId, seconds } });

/** A command that was stored then, and is decided now; of a touch the fact is there. */
function stored(
  life: Life,
  minutes: number,
  what: { accept: string } | { toRepId: string } | { seconds: number; by: string },
): LeadInput {
  const [id, at] = [`c${minutes}`, after(minutes)];
  if ('accept' in what) return { kind: 'command', at, command: { id, kind: 'accept', repId: what.accept } };
  if ('toRepId' in what) return { kind: 'command', at, command: { id, kind: 'reassign', toRepId: what.toRepId } };
  life.facts.push({ ...touch(what.seconds, what.by), id, seq: life.facts.length + 1, occurredAt: at, receivedAt: at });
  return { kind: 'command', at, command: { id, kind: 'touch', repId: what.by, channel: 'call' } };
}

/** The workers are away, and it is their return. */
function away(life: Life, from: number, until: number): Life {
  life.outages.push({ part: 'worker', fromAt: after(from), untilAt: after(until) });
  life.now = after(until);
  return life;
}

const ofSales = (life: Life): string[] => life.find('ClockBreached').flatMap(({ by, clock }) => (by === 'sales' ? [clock] : []));

describe('a rep is not charged with an outage', () => {
  it('by a clock that begins and is met in the turn after it', () => {
    const life = withClocks({ idle }).asksForDemo();
    life.passes(10 * minute).asks({ kind: 'accept', repId: 'ana' });
    away(life, 20, 240);
    life.turn([stored(life, 30, { seconds: 5, by: 'ana' }), stored(life, 180, { seconds: 90, by: 'ana' })]);
    expect(ofSales(life)).toEqual([]);
    expect(life.find('ClockCredited')).toMatchObject([{ clock: 'idle', fromAt: after(30), dueAt: after(360) }]);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'idle', lateMs: 0 }]);
  });

  it('whose call in it is the first that they know of the lead', () => {
    const life = away(withClocks({ accept, firstTouch }).whoseMail('away').asksForDemo(), 1, 240);
    life.turn([stored(life, 30, { seconds: 5, by: 'ana' }), stored(life, 180, { seconds: 90, by: 'ana' })]);
    expect(ofSales(life)).toEqual([]);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'firstTouch', lateMs: 0 }]);
    expect(life.state.clocks).toMatchObject([{ clock: 'accept', dueAt: after(270), breachedAt: null }]);
  });

  it('also where nothing but their call says that they know of it', () => {
    const life = away(withClocks({ accept, firstTouch }).whoseMail('away').asksForDemo(), 1, 240);
    life.hears({ ...touch(5), ago: 210 * minute });
    expect(ofSales(life)).toEqual([]);
    expect(life.state.clocks.map(({ clock, dueAt }) => [clock, dueAt])).toEqual([
      ['accept', after(270)],
      ['firstTouch', after(360)],
    ]);
  });

  it('by a clock that begins before an attempt of which the lead has heard already', () => {
    const attempt: ClockDocument = { ...promised, from: 'accepted', until: 'attempted' };
    const life = away(withClocks({ attempt }, offered).asksForDemo(), 20, 240);
    life.turn([stored(life, 30, { accept: 'ana' }), stored(life, 180, { seconds: 60, by: 'ana' })]);
    expect(ofSales(life)).toEqual([]);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'attempt', lateMs: 0 }]);
  });

  it('and is, with what came after it', () => {
    const life = withClocks({ idle }).asksForDemo();
    away(life, 20, 40).now = after(240);
    life.turn([stored(life, 30, { seconds: 5, by: 'ana' }), stored(life, 180, { seconds: 90, by: 'ana' })]);
    expect(life.find('ClockBreached')).toMatchObject([{ clock: 'idle', repId: 'ana', dueAt: after(160) }]);
    expect(life.find('ClockMet')).toMatchObject([{ lateMs: 20 * minute }]);
  });
});

it('a turn that hears of a touch asks for outages since it was made, if it is one of the hand-off', () => {
  const { state } = withClocks({ idle }).passes(hour).asksForDemo();
  const since = (minutes: number) => outagesSince(state, [], [{ occurredAt: after(minutes) }], after(120));
  expect(since(70)).toBe(after(70));
  expect(since(120)).toBeNull();
  expect(since(30)).toBeNull();
});

describe('a breach is withdrawn by evidence from its time, in whatever order it comes', () => {
  const metLate = (clock: ClockDocument): Life => {
    const life = withClocks({ clock }).asksForDemo();
    life.passes(12 * minute).asks({ kind: 'accept', repId: 'ana' });
    return life.passes(168 * minute).hears(touch(60));
  };

  it('also when the clock has been met too late', () => {
    const life = metLate(firstTouch);
    expect(life.find('ClockMet')).toMatchObject([{ lateMs: hour }]);
    const [before, told] = [life.state, life.events.length];
    life.passes(hour).hears({ ...touch(60), ago: 150 * minute });
    expect(life.find('BreachWithdrawn')).toMatchObject([{ clock: 'clock', evidenceAt: after(90) }]);
    expect(life.state.broken).toEqual([]);
    expect(clockChanges(before, life.events.slice(told)).late).toMatchObject([{ id: 'handOff:1/clock#1' }]);
  });

  it('until it was only attempted, too', () => {
    const life = metLate({ ...firstTouch, until: 'attempted' });
    life.passes(hour).hears({ ...touch(5), ago: 150 * minute });
    expect(life.find('BreachWithdrawn')).toMatchObject([{ evidenceAt: after(90) }]);
  });

  it('and by a call from before the clock began, which would have met it then', () => {
    const accepted: ClockDocument = { ...firstTouch, from: 'accepted' };
    const life = metLate(accepted);
    expect(life.find('ClockBreached')).toMatchObject([{ dueAt: after(132) }]);
    life.passes(hour).hears({ ...touch(60), ago: 230 * minute });
    expect(life.find('BreachWithdrawn')).toMatchObject([{ evidenceAt: after(10) }]);
    const over = withClocks({ accepted }).asksForDemo();
    over.passes(12 * minute).asks({ kind: 'accept', repId: 'ana' });
    over.passes(3 * hour).asks({ kind: 'outcome', repId: 'ana', reason: 'not-now' });
    over.hears({ ...touch(60), ago: 182 * minute });
    expect(over.find('BreachWithdrawn')).toMatchObject([{ evidenceAt: after(10) }]);
  });

  it('but by none from after its deadline', () => {
    const life = metLate(firstTouch);
    life.passes(hour).hears({ ...touch(60), ago: 110 * minute });
    expect(life.find('BreachWithdrawn')).toEqual([]);
    expect(life.state.broken).toHaveLength(1);
  });

  it('and is none where evidence from before the clock and from after its deadline come together', () => {
    const read: ClockDocument = { ...promised, from: 'accepted', until: 'download' };
    const life = withClocks({ read }).asksForDemo();
    life.passes(12 * minute).asks({ kind: 'accept', repId: 'ana' });
    life.now = after(200);
    const file = { kind: 'file_downloaded' };
    life.hears({ ...file, ago: 190 * minute }, { ...file, ago: 20 * minute });
    expect(life.find('ClockBreached')).toEqual([]);
    expect(life.find('ClockMet')).toMatchObject([{ clock: 'read', lateMs: 0 }]);
  });
});

describe('a clock from the last touch, for who takes the lead by a command from before a touch', () => {
  const begun = (life: Life) => life.state.clocks.map(({ clock, repId, startedAt }) => [clock, repId, startedAt]);

  it('begins with that touch when they take an offer', () => {
    const life = withClocks({ idle }, offered).asksForDemo();
    life.now = after(60);
    life.turn([stored(life, 30, { accept: 'ana' }), stored(life, 31, { seconds: 60, by: 'ana' })]);
    expect(begun(life)).toEqual([['idle', 'ana', after(31)]]);
  });

  it('begins with that touch when the lead is reassigned to them', () => {
    const life = withClocks({ idle }).asksForDemo();
    life.asks({ kind: 'accept', repId: 'ana' });
    life.now = after(60);
    life.turn([stored(life, 30, { toRepId: 'ben' }), stored(life, 31, { seconds: 60, by: 'ben' })]);
    expect(begun(life)).toEqual([['idle', 'ben', after(31)]]);
  });

  it('runs once: a touch from before they took over, told after, begins no other', () => {
    const life = withClocks({ idle }).asksForDemo().hears(touch(60));
    life.passes(hour).asks({ kind: 'reassign', toRepId: 'ben' });
    life.passes(10 * minute).hears({ ...touch(60), ago: 20 * minute });
    expect(begun(life)).toEqual([['idle', 'ben', after(60)]]);
  });
});
