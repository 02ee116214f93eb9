import { minute, start } from '../../../test/support/terms-for-scoring.js';
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
  const nobody = { ladder, fromRung: 0, tried: [], loads: {}, lastRep: null, at: start };
  return { ...nobody, profileField: () => undefined, team: tradeTeamCompiled(), ...parts };
}
const load = (open: number, lastClaimedAt: number | null = null) => ({ open, claims: open, lastClaimedAt });
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

it('a ladder that runs out leaves the lead in the queue of the unrouted', () => {
  expect(choose(request([pool()], { tried: ['ana', 'ben', 'cleo'] }))).toMatchObject({ kind: 'queue', queue: 'unrouted' });
});
