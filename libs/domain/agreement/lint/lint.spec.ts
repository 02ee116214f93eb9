import { tradeAgreement, tradeTeamCompiled, tradeTerms } from '../../../../test/support/trade.js';
import type { AgreementDocument, ClockDocument, HandOffsDocument, RungDocument } from '../document.js';
import type { Team } from '../team.js';
import { lint, type Lint, type SignalHistory } from './lint.js';

const { default: shared, lanes } = tradeAgreement.handOffs;
const withLane = (parts: Partial<HandOffsDocument['lanes'][number]>): Partial<AgreementDocument> => ({
  handOffs: { lanes: [{ id: 'inbound', when: { band: 'hot' }, to: [{ pool: 'sdr' }], ...parts }] },
  promises: [],
});
const lintsOf = (parts: Partial<AgreementDocument>, team: Team = tradeTeamCompiled(), history?: SignalHistory): Lint[] =>
  lint(tradeTerms(parts), team, history);
const codes = (lints: Lint[]): string[] => lints.map(({ code }) => code);
const accept: ClockDocument = { from: 'noticed', until: 'accepted', within: '30min', hours: 'rep', by: 'sales' };
const officeTeam = tradeTeamCompiled({
  calendars: {
    office: {
      zone: 'Europe/Madrid',
      week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00-17:00']])),
    },
    weekend: { zone: 'Europe/Madrid', week: { sat: ['10:00-14:00'] } },
  },
  reps: [
    { id: 'ana', name: 'ana', email: 'ana@sales.example', calendar: 'office' },
    { id: 'ben', name: 'ben', email: 'ben@sales.example', calendar: 'weekend' },
  ],
  pools: { sdr: { reps: ['ana', 'ben'] } },
});

describe('lints', () => {
  it('have nothing to say of an agreement that is meant', () => {
    expect(lintsOf({})).toEqual([]);
    expect(lintsOf({ handOffs: { lanes, default: { ...shared } } }, tradeTeamCompiled(), undefined)).toEqual([]);
  });

  describe('a ladder that outwaits its promise', () => {
    it('at one rung: the rep keeps the lead beyond the time to accept', () => {
      const found = lintsOf(withLane({ to: [{ pool: 'sdr', wait: '1h' }, { queue: 'unrouted' }], clocks: { accept } }));
      expect(found).toEqual([
        {
          code: 'ladder.outwaits',
          clause: 'handOffs.lanes.inbound.to.0.wait',
          why: 'the rung waits 1h for an acceptance that handOffs.lanes.inbound.clocks.accept promises within 30min: the next rung comes after the breach',
          cure: 'wait at most 30min, or promise 1h',
        },
      ]);
      expect(lintsOf(withLane({ to: [{ pool: 'sdr', wait: '30min' }, { queue: 'unrouted' }], clocks: { accept } }))).toEqual([]);
    });

    it('in sum: the lead climbs until its own promise is broken', () => {
      const speed: ClockDocument = { from: 'occurred', until: 'real-touch', within: '5min', hours: 'coverage', by: 'sales' };
      const rung: RungDocument = { pool: 'sdr', wait: '3min' };
      const [found, ...others] = lintsOf(withLane({ to: [rung, { ...rung }, { queue: 'unrouted' }], clocks: { speed } }));
      expect(found).toMatchObject({ code: 'ladder.outwaits', clause: 'handOffs.lanes.inbound.clocks.speed' });
      expect(found?.why).toBe('the ladder of lane inbound may wait 6min before its last rung, and 5min are promised');
      expect(others).toEqual([]);
      expect(lintsOf(withLane({ to: [rung, { queue: 'unrouted' }], clocks: { speed } }))).toEqual([]);
    });

    it('without end, by an offer that nobody has to take', () => {
      expect(codes(lintsOf(withLane({ to: [{ pool: 'sdr', strategy: 'first-come' }] })))).toEqual(['offer.endless']);
      expect(lintsOf(withLane({ to: [{ pool: 'sdr', strategy: 'first-come', wait: '2min' }, { queue: 'unrouted' }] }))).toEqual(
        [],
      );
    });
  });

  describe('a clock no shift covers', () => {
    const speed = (hours: string, within = '5min'): Partial<AgreementDocument> =>
      withLane({ clocks: { speed: { from: 'noticed', until: 'real-touch', within, hours, by: 'sales' } } });

    it('says how many hours a week nobody of the lane works', () => {
      expect(lintsOf(speed('always'), officeTeam)).toEqual([
        {
          code: 'clock.uncovered',
          clause: 'handOffs.lanes.inbound.clocks.speed.hours',
          why: '5min promised at any hour, 124 hours a week uncovered: nobody of lane inbound works then',
          cure: 'write hours: coverage, or give somebody of its pools a shift then',
        },
      ]);
    });

    it('counts within a calendar only its own hours', () => {
      const onlyAna = { ...officeTeam, pools: { sdr: { id: 'sdr', reps: ['ana'], pace: null } } };
      expect(lintsOf(speed('weekend'), onlyAna)[0]?.why).toContain(
        '5min promised in the hours `weekend`, 4 hours a week uncovered',
      );
      expect(lintsOf(speed('office'), onlyAna)).toEqual([]);
    });

    it('is content with hours of people, with somebody who can always be reached, and with a promise that outlasts every night', () => {
      for (const hours of ['rep', 'pool', 'coverage']) expect(lintsOf(speed(hours), officeTeam)).toEqual([]);
      expect(lintsOf(speed('always'))).toEqual([]);
      expect(lintsOf(speed('always', '10d'), officeTeam)).toEqual([]);
    });
  });

  it('a pool with nobody who may hold a lead', () => {
    const nobody = { ...officeTeam, pools: { sdr: { id: 'sdr', reps: [], pace: null } } };
    expect(lintsOf(withLane({}), nobody)).toMatchObject([{ code: 'pool.empty', clause: 'handOffs.lanes.inbound.to.0.pool' }]);
    const idle = tradeTeamCompiled({
      reps: ['ana', 'ben', 'cleo'].map((id) => ({ id, name: id, email: `${id}@s.example`, capacity: 0 })),
    });
    expect(lintsOf(withLane({}), idle)).toMatchObject([{ code: 'pool.empty', why: expect.stringContaining('capacity is 0') }]);
  });

  describe('a band nobody can reach', () => {
    const bands = (...list: AgreementDocument['scoring']['bands']): Partial<AgreementDocument> => ({
      scoring: { ...tradeAgreement.scoring, bands: [...list, { band: 'cold' }] },
    });

    it('asks more than all rules give, under their caps', () => {
      expect(lintsOf(bands({ band: 'hot', fit: { gte: 30 }, engagement: { gte: 50 } }))).toMatchObject([
        {
          code: 'band.unreachable',
          clause: 'scoring.bands.hot.fit',
          why: 'the band hot asks 30 points of fit, and all rules together give at most 20',
        },
      ]);
      const capped = bands({ band: 'hot', engagement: { gte: 50 } });
      capped.scoring!.engagement = [{ signal: 'download', points: 10, cap: 30 }];
      expect(lintsOf(capped)).toMatchObject([{ code: 'band.unreachable', clause: 'scoring.bands.hot.engagement' }]);
      expect(lintsOf(bands({ band: 'hot', engagement: { gte: 5000 } }))).toEqual([]); // no cap: it may be reached
    });

    it('stands behind one that takes everybody before', () => {
      const found = lintsOf(
        bands({ band: 'warm', engagement: { gte: 25 } }, { band: 'hot', fit: { gte: 20 }, engagement: { gte: 50 } }),
      );
      expect(found).toMatchObject([
        { code: 'band.shadowed', clause: 'scoring.bands.hot', cure: 'put it before scoring.bands.warm' },
      ]);
    });
  });

  it('fewer cadence steps than attempts', () => {
    const cadences = [
      { id: 'inbound', attempts: { atLeast: 6, over: '12wd' }, steps: [{ touch: 'call' as const, after: '1h' }] },
    ];
    expect(lintsOf({ followUp: { cadences } })).toMatchObject([
      { code: 'cadence.too-few-steps', why: '6 attempts are asked, and the cadence inbound plans 1' },
    ]);
  });

  describe('a recycled lead that would qualify at once', () => {
    const notNow = { reason: 'not-now', is: 'recycled' as const };

    it('since all its evidence counts again, and it does not rest', () => {
      const found = lintsOf({ outcomes: [notNow], recycle: { counts: 'all' } });
      expect(found).toMatchObject([{ code: 'recycle.at-once', clause: 'outcomes.not-now' }]);
      expect(lintsOf({ outcomes: [{ ...notNow, until: '30d' }], recycle: { counts: 'all' } })).toEqual([]);
      expect(lintsOf({ outcomes: [{ reason: 'no-fit', is: 'rejected' }], recycle: { counts: 'all' } })).toHaveLength(1);
      expect(lintsOf({ outcomes: [notNow] })).toEqual([]);
    });

    it('since the lane asks only who the lead is', () => {
      const parts = {
        ...withLane({ when: { all: [{ field: 'country', is: 'ES' }, { consent: 'email' }] } }),
        outcomes: [notNow],
      };
      expect(lintsOf(parts)).toMatchObject([
        { code: 'recycle.at-once', why: expect.stringContaining('the lane inbound asks only who') },
      ]);
      const asking = withLane({ when: { all: [{ field: 'country', is: 'ES' }, { signal: 'download' }] } });
      expect(lintsOf({ ...asking, outcomes: [notNow] })).toEqual([]);
    });
  });

  it('but not one whose lane or requirements ask for what must be earned anew', () => {
    const outcomes = [{ reason: 'not-now', is: 'recycled' as const }];
    const byBand = withLane({ when: { all: [{ field: 'country', is: 'ES' }, { not: { band: 'cold' } }] } });
    expect(lintsOf({ ...byBand, outcomes })).toEqual([]);
    expect(lintsOf({ ...withLane({ when: { not: { not: { signal: 'download' } } } }), outcomes })).toEqual([]);
    expect(codes(lintsOf({ ...withLane({ when: { not: { signal: 'download' } } }), outcomes }))).toEqual(['recycle.at-once']);
    const byWho = withLane({ when: { field: 'country', is: 'ES' } });
    expect(lintsOf({ ...byWho, outcomes, requirements: { marketing_qualified: [{ signal: 'download' }] } })).toEqual([]);
  });

  describe('an escalation later than possible', () => {
    it('when every rung has had its time', () => {
      const parts = withLane({
        to: [{ pool: 'sdr', wait: '10min' }, { queue: 'unrouted' }],
        clocks: { accept },
        escalation: [
          { at: '30%', of: 'accept', do: 'remind' },
          { at: '50%', of: 'accept', do: 'remind' },
        ],
      });
      expect(lintsOf(parts)).toMatchObject([
        {
          code: 'escalation.too-late',
          clause: 'handOffs.lanes.inbound.escalation.1.at',
          why: 'it comes after 15min, and after 10min no rung of lane inbound has a rep any more',
        },
      ]);
    });

    it('when the lead was put into a queue before', () => {
      const parts = withLane({
        clocks: { accept },
        escalation: [
          { at: '100%', of: 'accept', do: 'queue', to: 'unworked' },
          { at: '150%', of: 'accept', do: 'remind' },
        ],
      });
      expect(lintsOf(parts)).toMatchObject([{ code: 'escalation.too-late', clause: 'handOffs.lanes.inbound.escalation.1.at' }]);
    });
  });

  describe('a rule that never fires on the stored history', () => {
    const history = { facts: 5_000, kinds: ['page_viewed', 'form_submitted'], signals: { 'demo-asked': 40 } };

    it('is named, with what came instead', () => {
      expect(lintsOf({}, tradeTeamCompiled(), history)).toEqual([
        {
          code: 'rule.never-fires',
          clause: 'scoring.engagement.download',
          why: 'none of the 5000 stored facts looked at is a download',
          cure: 'no fact is a file_downloaded; what came is page_viewed, form_submitted',
        },
      ]);
    });

    it('is told to look at its tests, if facts of its kind came', () => {
      const came = { ...history, kinds: ['file_downloaded'] };
      expect(lintsOf({}, tradeTeamCompiled(), came)[0]?.cure).toBe('facts of that kind came: look at `signals.download.where`');
    });

    it('is nobody’s doubt while there is hardly a history', () => {
      expect(lintsOf({}, tradeTeamCompiled(), { ...history, facts: 99 })).toEqual([]);
      expect(lintsOf({}, tradeTeamCompiled(), { ...history, signals: { ...history.signals, download: 1 } })).toEqual([]);
    });
  });
});
