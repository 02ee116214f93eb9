import { agreementOf } from '../../../test/support/agreement-document.js';
import { compile } from './compile.js';
import type { AgreementDocument } from './document.js';
import type { Terms } from './terms.js';

const termsOf = (changes: Partial<AgreementDocument> = {}): Terms => {
  const checked = compile(agreementOf(changes));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};
const lanesOf = (...lanes: AgreementDocument['handOffs']['lanes']): AgreementDocument['handOffs'] => ({
  ...agreementOf().handOffs,
  lanes,
});
const hot = { band: 'hot' };

describe('an agreement compiled', () => {
  it('bears names, fields and the two defaults that nobody wrote', () => {
    const terms = termsOf();
    expect(terms).toMatchObject({ name: 'small', uses: { team: null, lists: ['competitors'] } });
    expect(terms.recycle).toEqual({ atMost: null, counts: 'fresh' });
    expect(terms.nurture.whileSales).toBe('quiet');
    expect(terms.fields).toMatchObject({
      email: { clause: 'built in' },
      plan: { clause: 'fields.plan', oneOf: ['free', 'paid'] },
    });
  });

  it('reads a signal of facts, of touches, of either, with count, window and topic', () => {
    const { signals } = termsOf({
      signals: {
        pricing: { fact: 'page_viewed', where: { path: { startsWith: '/pricing' }, lang: 'es' }, topic: 'pricing' },
        binge: { fact: 'page_viewed', times: 6, within: '1d', topic: { from: 'section' } },
        'real-touch': {
          any: [{ touch: 'call', where: { seconds: { gte: 30 } } }, { touch: 'email', by: 'rep' }, { fact: 'demo_held' }],
        },
        'demo-asked': { fact: 'form_submitted' },
      },
    });
    expect(signals).toEqual({
      attempted: {
        clause: 'built in',
        matchers: [{ kind: 'touch', where: { by: { is: 'rep' } } }],
        times: 1,
        withinMs: null,
        topic: null,
      },
      pricing: {
        clause: 'signals.pricing',
        matchers: [{ kind: 'page_viewed', where: { path: { startsWith: '/pricing' }, lang: { is: 'es' } } }],
        times: 1,
        withinMs: null,
        topic: { value: 'pricing' },
      },
      binge: {
        clause: 'signals.binge',
        matchers: [{ kind: 'page_viewed', where: {} }],
        times: 6,
        withinMs: 86_400_000,
        topic: { from: 'section' },
      },
      'real-touch': {
        clause: 'signals.real-touch',
        matchers: [
          { kind: 'touch', where: { channel: { is: 'call' }, seconds: { gte: 30 } } },
          { kind: 'touch', where: { channel: { is: 'email' }, by: { is: 'rep' } } },
          { kind: 'demo_held', where: {} },
        ],
        times: 1,
        withinMs: null,
        topic: null,
      },
      'demo-asked': expect.objectContaining({ clause: 'signals.demo-asked' }),
    });
  });

  it('lets a document define `attempted` for itself, and its clocks wait for that', () => {
    const clocks = { idle: { from: 'accepted', until: 'attempted', within: '1d', hours: 'rep', by: 'sales' } } as const;
    const handOffs = lanesOf({ id: 'inbound', when: hot, clocks });
    const signals = { ...agreementOf().signals, attempted: { touch: 'call' as const } };
    expect(termsOf({ handOffs }).lanes[0]?.clocks[1]?.until).toBe('attempted');
    expect(termsOf({ handOffs, signals }).lanes[0]?.clocks[1]?.until).toEqual({ signal: 'attempted' });
    expect(termsOf({ handOffs, signals }).signals['attempted']?.clause).toBe('signals.attempted');
  });

  it('scores by clauses that bear the names of their rules', () => {
    const { scoring } = termsOf({
      scoring: {
        fit: [{ id: 'mid-size', when: { field: 'company.employees', gte: 50 }, points: 20 }],
        engagement: [{ signal: 'demo-asked', points: -5, halfLife: '7d', cap: 30 }],
        bands: [{ band: 'hot', fit: { gte: 20 }, engagement: { gte: 60 } }, { band: 'cold' }],
      },
    });
    expect(scoring.fit[0]).toEqual({
      id: 'mid-size',
      clause: 'scoring.fit.mid-size',
      when: { field: 'company.employees', gte: 50 },
      points: 20,
    });
    expect(scoring.engagement).toEqual([
      {
        id: 'demo-asked',
        clause: 'scoring.engagement.demo-asked',
        signal: 'demo-asked',
        points: -5,
        halfLifeMs: 604_800_000,
        cap: 30,
      },
    ]);
    expect(scoring.bands).toEqual([
      { band: 'hot', clause: 'scoring.bands.hot', fitGte: 20, engagementGte: 60 },
      { band: 'cold', clause: 'scoring.bands.cold', fitGte: null, engagementGte: null },
    ]);
  });

  it('names the steps of a track for good, repeated ones and chosen names included', () => {
    const waitFor = {
      waitFor: { signal: 'demo-asked' },
      within: '2d',
      met: [{ send: 'b' }],
      else: [{ id: 'farewell', send: 'c' }],
    };
    const tracks = [{ id: 'welcome', when: { band: 'cold' }, steps: [{ send: 'a' }, { wait: '3d' }, { wait: '3d' }, waitFor] }];
    const [track] = termsOf({ nurture: { tracks } }).nurture.tracks;
    const path = 'nurture.tracks.welcome.steps';
    expect(track?.steps).toEqual([
      { id: 'send:a', clause: `${path}.send:a`, do: 'send', message: 'a' },
      { id: 'wait:3d', clause: `${path}.wait:3d`, do: 'wait', span: { ms: 259_200_000 } },
      { id: 'wait:3d#2', clause: `${path}.wait:3d#2`, do: 'wait', span: { ms: 259_200_000 } },
      {
        id: 'waitFor:demo-asked',
        clause: `${path}.waitFor:demo-asked`,
        do: 'waitFor',
        signal: 'demo-asked',
        within: { ms: 172_800_000 },
        met: [{ id: 'send:b', clause: `${path}.waitFor:demo-asked.met.send:b`, do: 'send', message: 'b' }],
        else: [{ id: 'farewell', clause: `${path}.waitFor:demo-asked.else.farewell`, do: 'send', message: 'c' }],
      },
    ]);
  });

  it('reads cadences by id, and outcomes by reason', () => {
    const terms = termsOf({
      followUp: {
        cadences: [
          {
            id: 'calls',
            attempts: { atLeast: 2, over: '5wd' },
            steps: [
              { touch: 'call', after: '0min' },
              { touch: 'call', after: '1wd' },
            ],
          },
        ],
      },
      outcomes: [
        { reason: 'no-fit', is: 'rejected', then: 'disqualified' },
        { reason: 'not-now', is: 'recycled', until: { field: 'nextContact' }, track: 'welcome', wakes: ['demo-asked'] },
        { reason: 'bought', is: 'won' },
      ],
      recycle: { atMost: 2, counts: 'all' },
    });
    expect(terms.cadences['calls']).toMatchObject({
      clause: 'followUp.cadences.calls',
      attempts: { atLeast: 2, over: { workingDays: 5 } },
      steps: [
        { id: 'call', touch: 'call', after: { ms: 0 } },
        { id: 'call#2', clause: 'followUp.cadences.calls.steps.call#2', after: { workingDays: 1 } },
      ],
    });
    const plain = { then: 'nurturing', contest: null, until: null, track: null, wakes: [] };
    expect(terms.outcomes).toEqual([
      { ...plain, clause: 'outcomes.no-fit', reason: 'no-fit', is: 'rejected', then: 'disqualified' },
      {
        ...plain,
        clause: 'outcomes.not-now',
        reason: 'not-now',
        is: 'recycled',
        until: { field: 'nextContact' },
        track: 'welcome',
        wakes: ['demo-asked'],
      },
      { ...plain, clause: 'outcomes.bought', reason: 'bought', is: 'won' },
    ]);
    expect(terms.recycle).toEqual({ atMost: 2, counts: 'all' });
  });
});

describe('what can move a lead', () => {
  const everything: Partial<AgreementDocument> = {
    signals: {
      a: { fact: 'a' },
      b: { fact: 'b' },
      c: { fact: 'c' },
      d: { fact: 'd' },
      e: { fact: 'e' },
      'demo-asked': { fact: 'f' },
    },
    requirements: { opportunity: [{ signal: 'a' }], marketing_qualified: [{ consent: 'email' }] },
    disqualify: [{ when: { field: 'email.domain', inList: 'competitors' }, reason: 'competitor' }],
    sellerStage: { attention: ['attempted'], desire: ['b'] },
    nurture: {
      tracks: [
        {
          id: 'welcome',
          when: { band: 'cold' },
          steps: [{ waitFor: { signal: 'c' }, within: '1d', else: [{ waitFor: { signal: 'd' }, within: '1d' }] }],
        },
      ],
    },
    outcomes: [{ reason: 'not-now', is: 'recycled', wakes: ['e'] }],
    reopen: { when: { all: [{ signal: 'demo-asked' }, { not: { band: 'hot' } }] }, from: ['lost'], keep: 'last-rep' },
  };

  it('is gathered in the order of a life, each with the clause of what it moves, however the keys are ordered', () => {
    expect(termsOf(everything).conditions.map(({ clause }) => clause)).toEqual([
      'requirements.marketing_qualified.0',
      'requirements.opportunity.0',
      'disqualify.competitor',
      'nurture.tracks.welcome',
      'handOffs.lanes.inbound',
      'reopen',
    ]);
  });

  it('rings for every signal on which a clock, a wait, a wake, a seller stage or the way back hangs', () => {
    expect(termsOf(everything).ringSet).toEqual(['attempted', 'b', 'c', 'd', 'demo-asked', 'e']);
    expect(termsOf({ outcomes: [] }).ringSet).toEqual([]);
    const clocks = { first: { from: 'noticed', until: 'demo-asked', within: '1h', hours: 'rep', by: 'sales' } } as const;
    expect(termsOf({ handOffs: lanesOf({ id: 'inbound', when: hot, clocks }) }).ringSet).toEqual(['demo-asked']);
  });

  it('keeps who reopens what', () => {
    expect(termsOf(everything).reopen).toMatchObject({ clause: 'reopen', from: ['lost'], keepLastRep: true });
    expect(termsOf().reopen).toBeNull();
  });
});
