import fc from 'fast-check';
import { Life } from '../../../test/support/life.js';
import { day, hour, minute } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTerms } from '../../../test/support/trade.js';
import type { ContactDocument, TrackDocument } from '../agreement/document.js';
import type { Instant } from '../calendar/instant.js';

const byDay: ContactDocument = { email: { hours: { lead: '08:00-20:00' } } };
const welcome: TrackDocument['steps'] = [{ send: 'welcome-1' }, { wait: '1d' }, { send: 'deep-dive' }];

function leadUnder(contact: ContactDocument, steps = welcome, sales: 'quiet' | 'continue' = 'quiet'): Life {
  const nurture = { while: { sales }, tracks: [{ id: 'welcome', when: { band: 'cold' }, steps }] };
  const outcomes = tradeAgreement.outcomes!.map(({ track: _, ...outcome }) => outcome);
  return new Life(tradeTerms({ contact, nurture, outcomes }));
}
const opened = (life: Life, at: string, timeZone: string): Life => {
  life.now = Date.parse(at);
  life.profile = { ...life.profile, timeZone };
  return life.hears({ kind: 'page_viewed' });
};
const localHour = (at: Instant, timeZone: string): number =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at));
const sentAt = (life: Life): string[] => life.sent.map(({ at }) => new Date(at).toISOString());

describe('a mail that falls due at night', () => {
  it('goes when the lead’s day begins, in the lead’s own zone, and what follows counts from there', () => {
    const life = opened(leadUnder(byDay), '2027-01-11T22:00:00Z', 'Europe/Madrid');
    expect(life.find('MessagePostponed')).toMatchObject([{ untilAt: Date.parse('2027-01-12T07:00:00Z'), why: 'window' }]);
    expect(life.state.effects).toMatchObject([{ status: 'postponed', code: 'contact.window' }]);
    life.passes(3 * day);
    expect(sentAt(life)).toEqual(['2027-01-12T07:00:00.000Z', '2027-01-13T07:00:00.000Z']);
  });

  it('keeps to the clock on the wall when the clocks change', () => {
    // Madrid goes to summer time on 28 March 2027.
    const life = opened(leadUnder(byDay), '2027-03-27T19:30:00Z', 'Europe/Madrid').passes(3 * day);
    expect(sentAt(life)).toEqual(['2027-03-28T06:00:00.000Z', '2027-03-29T06:00:00.000Z']);
  });

  it('goes by the agreement’s zone where the lead’s is not known', () => {
    const life = opened(leadUnder({ ...byDay, zone: 'Asia/Kolkata' }), '2027-01-11T22:00:00Z', 'Mars/Base').passes(day);
    expect(sentAt(life)[0]).toBe('2027-01-12T02:30:00.000Z');
  });

  it('is not let out by a retry', () => {
    const life = opened(leadUnder(byDay), '2027-01-11T22:00:00Z', 'Europe/Madrid');
    expect(life.asks({ kind: 'retry' }).refusal?.code).toBe('lead.not_stuck');
    life.turn([{ kind: 'retry', at: life.now }]);
    expect(life.sent).toEqual([]);
  });

  it('is not sent when the consent is withdrawn meanwhile, and says why', () => {
    const life = opened(leadUnder(byDay), '2027-01-11T22:00:00Z', 'Europe/Madrid');
    life.consent = { email: { given: false, at: life.now } };
    life.passes(3 * day);
    expect(life.sent).toEqual([]);
    expect(life.find('EffectDone').map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped']);
  });
});

describe('a mail above the cap', () => {
  it('waits until the oldest that counts is out of the stretch', () => {
    const life = opened(leadUnder({ email: { atMost: 1, per: '7d' } }), '2027-01-11T10:00:00Z', 'UTC').passes(10 * day);
    expect(sentAt(life)).toEqual(['2027-01-11T10:00:00.000Z', '2027-01-18T10:00:00.000Z']);
    expect(life.find('MessagePostponed')).toMatchObject([{ why: 'cap' }]);
  });

  it('is asked for again a minute later when another was faster at its release', () => {
    const life = leadUnder({ email: { atMost: 1, per: '7d' } });
    life.mail = 'away';
    opened(life, '2027-01-11T10:00:00Z', 'UTC');
    const { key } = life.state.effects[0]!.effect;
    life.turn([{ kind: 'retry', at: life.now }]).turn([{ kind: 'effectDone', at: life.now, key, outcome: 'postponed' }]);
    expect(life.find('MessagePostponed')).toMatchObject([{ key, untilAt: life.now + minute, why: 'cap' }]);
  });
});

describe('what marketing has planned when sales takes the lead', () => {
  it.each([
    ['that waits for its hour', byDay, 'works'],
    ['whose server is away', {}, 'away'],
    ['that is stuck', {}, 'refused'],
  ] as const)('is dropped with an event: a mail %s', (_which, contact, mail) => {
    const life = leadUnder(contact);
    life.mail = mail;
    opened(life, '2027-01-11T22:00:00Z', 'Europe/Madrid');
    expect(life.state.effects).toHaveLength(1);
    life.mail = 'works';
    life.asksForDemo();
    expect(life.find('EffectDropped')).toMatchObject([{ why: 'the lead is marketing_qualified' }]);
    expect(life.state.effects).toEqual([]);
    life.passes(2 * day);
    expect(life.sent).toEqual([]);
  });

  it('is dropped, too, when it fails just after', () => {
    const life = leadUnder({}, [{ wait: '1d' }]);
    opened(life, '2027-01-11T22:00:00Z', 'UTC').asksForDemo();
    const effect = { kind: 'sendMessage', key: 'track:welcome#1/step:x', message: 'x', clause: 'nurture' } as const;
    life.turn([]);
    const running = { effect, status: 'running', failures: 0, code: null, sinceAt: life.now, retryAt: null } as const;
    life.state = { ...life.state, effects: [running] };
    life.turn([{ kind: 'effectFailed', at: life.now, key: effect.key, code: 'mail.refused', weather: false }]);
    expect(life.find('EffectDropped')).toHaveLength(1);
    expect(life.find('LeadStuck')).toEqual([]);
  });

  it('goes on where the agreement says so', () => {
    const life = opened(leadUnder(byDay, welcome, 'continue'), '2027-01-11T22:00:00Z', 'Europe/Madrid').asksForDemo();
    life.passes(day);
    expect(life.sent).toHaveLength(1);
  });
});

describe('a mail that we are late with', () => {
  // The server is away from 10:00 on; it is back at 09:00 two days later, in the middle of the lead's day.
  const late = (policy: NonNullable<ContactDocument['late']>['do']): Life => {
    const life = leadUnder({ ...byDay, late: { after: '12h', do: policy } }, [{ send: 'welcome-1' }]);
    life.mail = 'away';
    opened(life, '2027-01-11T10:00:00Z', 'UTC');
    life.now = Date.parse('2027-01-13T09:00:00Z');
    life.mail = 'works';
    return life.turn([{ kind: 'due', at: life.now }]);
  };

  it('goes at once by `fire`, and says how late', () => {
    const life = late('fire');
    expect(sentAt(life)).toEqual(['2027-01-13T09:00:00.000Z']);
    expect(life.find('EffectRetried')).toMatchObject([{ lateMs: 47 * hour }]);
  });

  it('never goes by `skip`, visibly', () => {
    const life = late('skip');
    expect(life.find('EffectDropped')).toMatchObject([{ why: '2820 min late: contact.late' }]);
    expect(life.passes(7 * day).sent).toEqual([]);
  });

  it('goes when the lead’s next day begins by `nextWindow`', () => {
    const life = late('nextWindow');
    expect(life.find('MessagePostponed')).toMatchObject([{ why: 'late' }]);
    expect(sentAt(life.passes(2 * day))).toEqual(['2027-01-14T08:00:00.000Z']);
  });

  it('is late as well when it is the track’s step that we slept through', () => {
    const life = leadUnder({ late: { after: '12h', do: 'skip' } }, [{ wait: '1d' }, { send: 'welcome-1' }]);
    opened(life, '2027-01-11T10:00:00Z', 'UTC');
    life.now += 3 * day;
    life.turn([{ kind: 'due', at: life.now }]);
    expect(life.find('EffectDropped')).toHaveLength(1);
    expect(life.sent).toEqual([]);
  });
});

const zones = ['Europe/Madrid', 'America/New_York', 'Asia/Kolkata'];
/** Weeks that hold a change of clocks in Madrid and New York, there and back. */
const starts = ['2026-10-20T00:00:00Z', '2027-03-10T00:00:00Z'];
const steps: fc.Arbitrary<TrackDocument['steps']> = fc.array(
  fc.oneof(
    fc.constantFrom('welcome-1', 'deep-dive', 'last-nudge').map((send) => ({ send })),
    fc.constantFrom('1h', '7h', '1d', '3d').map((wait) => ({ wait })),
    fc.record({
      waitFor: fc.constant({ signal: 'download' }),
      within: fc.constantFrom('5h', '2d'),
      met: fc.constant<TrackDocument['steps']>([{ send: 'deep-dive' }]),
    }),
  ),
  { minLength: 3, maxLength: 12 },
);
const happenings = fc.array(
  fc.record({
    afterMs: fc.integer({ min: minute, max: 2 * day }),
    what: fc.constantFrom('download', 'demo', 'notNow', 'mailAway', 'mailWorks', 'moves', 'outage', 'nothing'),
  }),
  { maxLength: 8 },
);

it('over weeks and a change of clocks, whatever happens, no mail is outside its window, above the cap, after a no, or while sales holds the lead', () => {
  const lives = fc.record({
    zone: fc.constantFrom(...zones),
    start: fc.constantFrom(...starts),
    offset: fc.integer({ min: 0, max: 30 * day }),
    atMost: fc.integer({ min: 1, max: 3 }),
    late: fc.constantFrom('fire' as const, 'skip' as const, 'nextWindow' as const),
    steps,
    happenings,
    noAt: fc.integer({ min: 0, max: 40 * day }),
  });
  let mails = 0;
  fc.assert(
    fc.property(lives, ({ zone, start, offset, atMost, late, steps: track, happenings: happened, noAt }) => {
      const contact = { email: { atMost, per: '3d', hours: { lead: '08:00-20:00' } }, late: { after: '12h', do: late } };
      const life = leadUnder(contact, track);
      const zoneAt: { from: Instant; zone: string }[] = [];
      life.now = Date.parse(start) + offset;
      zoneAt.push({ from: life.now, zone });
      life.profile = { ...life.profile, timeZone: zone };
      const saidNoAt = life.now + noAt;
      const sayNo = (): void => {
        if (life.now >= saidNoAt) life.consent = { email: { given: false, at: saidNoAt } };
      };
      life.hears({ kind: 'page_viewed' });
      for (const { afterMs, what } of [
        ...happened,
        { afterMs: hour, what: 'mailWorks' },
        { afterMs: 20 * day, what: 'nothing' },
      ]) {
        const quietMs = Math.max(0, Math.min(afterMs, saidNoAt - life.now));
        sayNo(); // an outage may have slept through it: it is heard before what is due is handled
        life.passes(quietMs);
        sayNo();
        life.passes(afterMs - quietMs);
        if (what === 'moves') {
          const next = zones[(zones.indexOf(zoneAt.at(-1)!.zone) + 1) % zones.length]!;
          zoneAt.push({ from: life.now, zone: next });
          life.profile = { ...life.profile, timeZone: next };
        }
        happen(life, what);
      }
      const at = life.sent.map((mail) => mail.at).sort((a, b) => a - b);
      for (const [n, sent] of at.entries()) {
        const where = zoneAt.findLast(({ from }) => from <= sent)!.zone;
        expect(localHour(sent, where)).toBeGreaterThanOrEqual(8);
        expect(localHour(sent, where)).toBeLessThan(20);
        expect(sent).toBeLessThanOrEqual(saidNoAt);
        const stage = life.find('StageChanged').findLast((change) => change.at < sent)?.to ?? 'nurturing';
        expect(['inquiry', 'nurturing']).toContain(stage);
        expect(at.filter((other, m) => m <= n && other > sent - 3 * day).length).toBeLessThanOrEqual(atMost);
      }
      mails += at.length;
    }),
    { numRuns: 40 },
  );
  expect(mails).toBeGreaterThan(10); // it looked at some: usually at 40 to 80
});

function happen(life: Life, what: string): void {
  const { repId, stage } = life.state;
  if (what === 'download') life.hears({ kind: 'file_downloaded' });
  if (what === 'demo') life.asksForDemo();
  if (what === 'mailAway') life.mail = 'away';
  if (what === 'mailWorks') life.mail = 'works';
  if (what === 'outage') life.now += 2 * day;
  if (what === 'notNow' && repId !== null && stage === 'marketing_qualified') {
    life.asks({ kind: 'accept', repId });
    life.asks({ kind: 'outcome', repId, reason: 'not-now' });
  }
}
