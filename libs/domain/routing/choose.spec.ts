import { day, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeTeamCompiled } from '../../../test/support/trade.js';
import type { Rung } from '../agreement/terms.js';
import type { ChooseRequest } from './choose-request.js';
import { choose } from './choose.js';

const pool = (parts: Partial<Extract<Rung, { to: 'pool' }>> = {}): Rung => ({
  clause: 'to.0',
  to: 'pool',
  pool: 'sdr',
  match: {},
  strategy: 'round-robin',
  waitMs: null,
  ...parts,
});
const unworked: Rung = { clause: 'to.9', to: 'queue', queue: 'unworked' };
const office = { zone: 'UTC', week: { mon: ['09:00-17:00'], tue: ['09:00-17:00'] } };

function request(ladder: Rung[], parts: Partial<ChooseRequest> = {}): ChooseRequest {
  const nobody = { tried: [], loads: {}, paces: {}, lastRep: null };
  const begun = { ladder, fromRung: 0, ranOut: null, isAccepted: false, at: start };
  return { ...nobody, ...begun, profileField: () => undefined, team: tradeTeamCompiled(), ...parts };
}
const load = (open: number, lastClaimedAt: number | null = null) => ({
  open,
  claims: open,
  lastClaimedAt,
  today: open,
});
const ana = { id: 'ana', name: 'Ana', email: 'ana@sales.example' };
const ben = { id: 'ben', name: 'Ben', email: 'ben@sales.example' };

describe('a pool', () => {
  it('gives the lead to whose turn is longest ago', () => {
    const loads = { ana: load(0, start - 1), ben: load(9, start - 9) };
    expect(choose(request([pool()], { loads }))).toMatchObject({ kind: 'rep', repId: 'cleo' });
    expect(choose(request([pool()], { loads: { ...loads, cleo: load(1, start - 5) } }))).toMatchObject({ repId: 'ben' });
  });

  it('gives the lead to the least loaded, and says who was busier', () => {
    const choice = choose(
      request([pool({ strategy: 'least-loaded' })], { loads: { ana: load(2), ben: load(1), cleo: load(3) } }),
    );
    expect(choice).toMatchObject({
      repId: 'ben',
      whyNot: [
        { repId: 'ana', why: 'busier' },
        { repId: 'cleo', why: 'busier' },
      ],
    });
  });

  it('passes over reps without a free seat, off shift, tried before, or of another territory', () => {
    const team = tradeTeamCompiled({
      calendars: { office },
      reps: [
        { ...ana, capacity: 2 },
        { ...ben, calendar: 'office' },
        { id: 'cleo', name: 'Cleo', email: 'c@sales.example' },
        { id: 'dan', name: 'Dan', email: 'd@sales.example', traits: { territory: ['GB'] } },
      ],
      pools: { sdr: { reps: ['ana', 'ben', 'cleo', 'dan'] } },
    });
    const choice = choose(
      request([pool({ match: { territory: 'country' } }), unworked], {
        team: { ...team, reps: { ...team.reps, ana: { ...team.reps['ana']!, traits: { territory: ['ES'] } } } },
        profileField: (path) => (path === 'country' ? 'es' : undefined),
        loads: { ana: load(2) },
        tried: ['cleo'],
      }),
    );
    expect(choice).toEqual({
      kind: 'queue',
      rung: 1,
      clause: 'to.9',
      queue: 'unworked',
      untilAt: null,
      whyNot: [
        { repId: 'ana', why: 'no-seat' },
        { repId: 'ben', why: 'no-match' },
        { repId: 'cleo', why: 'tried' },
        { repId: 'dan', why: 'no-match' },
      ],
    });
  });

  it('takes a rep for one of the languages that the lead speaks, and anyone for a lead that does not say', () => {
    const team = tradeTeamCompiled({
      reps: [{ ...ana, traits: { speaks: ['Es'] } }, ben],
      pools: { sdr: { reps: ['ben', 'ana'] } },
    });
    const speaks = pool({ match: { speaks: 'languages' } });
    expect(choose(request([speaks], { team, profileField: () => ['en', 'es'] }))).toMatchObject({
      repId: 'ana',
      whyNot: [{ repId: 'ben', why: 'no-match' }],
    });
    expect(choose(request([speaks], { team, loads: { ana: load(0, start) } }))).toMatchObject({ repId: 'ben' });
  });

  it('names a rep whom several rungs pass over once, and never the one who is chosen in the end', () => {
    const team = tradeTeamCompiled({ reps: [ana, ben], pools: { sdr: { reps: ['ana', 'ben'] } } });
    const spanish = pool({ match: { speaks: 'language' } });
    const choice = choose(request([spanish, pool()], { team, profileField: () => 'es', tried: ['ben'] }));
    expect(choice).toMatchObject({ rung: 1, repId: 'ana', whyNot: [{ repId: 'ben', why: 'tried' }] });
  });

  it('gives its rep until the end of the wait', () => {
    expect(choose(request([pool({ waitMs: 2 * minute })]))).toMatchObject({ untilAt: start + 2 * minute });
  });
});

describe('a single rep', () => {
  const byList: Rung = { clause: 'to.0', to: 'rep', rep: { list: 'named', column: 'owner' }, waitMs: null };
  const last: Rung = { clause: 'to.0', to: 'rep', rep: { last: true, withinMs: 10 * minute }, waitMs: null };

  it('is found in a list by the domain of the lead’s e-mail', () => {
    const team = tradeTeamCompiled({
      lists: { competitors: [], named: { key: 'domain', rows: [{ domain: 'Acme.example', owner: 'ben' }] } },
    });
    const profileField = (path: string) => (path === 'email.domain' ? 'acme.example' : undefined);
    expect(choose(request([byList, unworked], { team, profileField }))).toMatchObject({ repId: 'ben' });
    expect(choose(request([byList, unworked], { team }))).toMatchObject({ kind: 'queue' });
  });

  it('is the last one who had the lead, while that is not too long ago', () => {
    expect(choose(request([last, pool()], { lastRep: { repId: 'cleo', at: start - minute } }))).toMatchObject({
      rung: 0,
      repId: 'cleo',
    });
    expect(choose(request([last, pool()], { lastRep: { repId: 'cleo', at: start - 11 * minute } }))).toMatchObject({ rung: 1 });
  });
});

describe('a hold', () => {
  const hold: Rung = { clause: 'to.1', to: 'hold', until: 'nextShift', send: 'ack' };
  const team = tradeTeamCompiled({
    calendars: { office },
    reps: [{ ...ana, calendar: 'office' }, ben],
    pools: { sdr: { reps: ['ana'] } },
  });

  it('keeps the lead until the next shift of the pools before it', () => {
    const nineOClock = start + 9 * 60 * minute;
    expect(choose(request([pool(), hold, unworked], { team }))).toMatchObject({ kind: 'hold', untilAt: nineOClock, send: 'ack' });
  });

  it('does not wait for a rep who was tried', () => {
    const alone = request([pool(), hold, unworked], { team, tried: ['ana'] });
    expect(choose(alone)).toMatchObject({ kind: 'queue', rung: 2, whyNot: [{ repId: 'ana', why: 'tried' }] });
  });

  it('of a fixed length counts from now', () => {
    expect(choose(request([{ ...hold, until: { ms: minute } }]))).toMatchObject({ kind: 'hold', untilAt: start + minute });
  });

  it('is passed over when those on shift have no seat and nobody else will come', () => {
    const full = tradeTeamCompiled({ reps: [{ ...ana, capacity: 1 }], pools: { sdr: { reps: ['ana'] } } });
    expect(choose(request([pool(), hold, unworked], { team: full, loads: { ana: load(1) } }))).toMatchObject({ kind: 'queue' });
  });
});

describe('limits', () => {
  const always = {
    reps: [ana, { ...ben, dailyLimit: 2 }],
    pools: { sdr: { reps: ['ana', 'ben'], pace: { atMost: 3, per: '10min' } } },
  };
  const paces = { sdr: { claims: 3, spentUntilAt: start + minute } };
  const hold: Rung = { clause: 'to.1', to: 'hold', until: 'nextShift', send: null };

  it('pass over a rep who has had enough today, and one who is away', () => {
    const absences = [{ from: '2026-01-05', to: '2026-01-06' }];
    const team = tradeTeamCompiled({
      ...always,
      reps: [
        { ...ana, absences },
        { ...ben, dailyLimit: 2 },
      ],
    });
    expect(choose(request([pool()], { team, loads: { ben: load(2) } }))).toMatchObject({
      kind: 'queue',
      untilAt: start + day,
      whyNot: [
        { repId: 'ana', why: 'absent' },
        { repId: 'ben', why: 'daily-limit' },
      ],
    });
  });

  it('of a pool’s pace send the lead to the next rung', () => {
    const choice = choose(request([pool(), unworked], { team: tradeTeamCompiled(always), paces }));
    expect(choice).toMatchObject({
      queue: 'unworked',
      whyNot: [
        { repId: 'ana', why: 'pace' },
        { repId: 'ben', why: 'pace' },
      ],
    });
  });

  it('of a pool’s pace hold the lead until it allows another', () => {
    const team = tradeTeamCompiled(always);
    expect(choose(request([pool(), hold], { team, paces }))).toMatchObject({ kind: 'hold', untilAt: start + minute });
    expect(choose(request([pool(), hold], { team, paces, at: start + minute }))).toMatchObject({ kind: 'rep', pool: 'sdr' });
  });

  it('hold for who comes on shift after an absence, not in it', () => {
    const absent = { ...ana, calendar: 'office', absences: [{ from: '2026-01-05', to: '2026-01-05' }] };
    const team = tradeTeamCompiled({ calendars: { office }, reps: [absent], pools: { sdr: { reps: ['ana'] } } });
    expect(choose(request([pool(), hold], { team }))).toMatchObject({ kind: 'hold', untilAt: start + day + 9 * 60 * minute });
  });
});

describe('a ladder that runs out', () => {
  const shifts = tradeTeamCompiled({
    calendars: { office },
    reps: [{ ...ana, calendar: 'office' }],
    pools: { sdr: { reps: ['ana'] } },
  });
  const ten = start + 10 * 60 * minute;

  it('tries again who was tried, but only from their next shift on', () =>
    expect(choose(request([pool()], { team: shifts, tried: ['ana'], at: ten }))).toMatchObject({
      queue: 'unrouted',
      untilAt: start + day + 9 * 60 * minute,
    }));

  it('knows no instant for who lacks only a seat', () => {
    const full = tradeTeamCompiled({ reps: [{ ...ana, capacity: 1 }], pools: { sdr: { reps: ['ana'] } } });
    expect(choose(request([pool()], { team: full, loads: { ana: load(1) } }))).toMatchObject({
      queue: 'unrouted',
      untilAt: null,
    });
  });

  it('does not begin a hold of a fixed length again that has just run out', () => {
    const hold: Rung = { clause: 'to.1', to: 'hold', until: { ms: minute }, send: null };
    expect(choose(request([pool(), hold], { team: shifts, ranOut: 1 }))).toMatchObject({ queue: 'unrouted' });
  });
});

it('a ladder that runs out leaves the lead in the queue of the unrouted', () => {
  expect(choose(request([pool()], { tried: ['ana', 'ben', 'cleo'] }))).toMatchObject({ kind: 'queue', queue: 'unrouted' });
});
