import { tradeAgreement, tradeTerms } from '../../../test/support/trade.js';
import { Life } from '../../../test/support/life.js';
import type { AgreementDocument } from '../agreement/document.js';
import { verdictOnReturn } from './held.js';

const hour = 3_600_000;
const day = 24 * hour;
const notice = 'handOff:1/notice#1';
const welcome = 'track:welcome#1/step:send:welcome-1';

const statuses = ({ state }: Life) => state.effects.map(({ effect, status }) => [effect.key, status]);
const dropped = (life: Life) => life.find('EffectDropped').map(({ key, why }) => [key, why]);

describe('a send that an incident holds', () => {
  it('waits with the lead, wakes it rarely, and makes nobody stuck', () => {
    const life = new Life()
      .whoseMail('held')
      .asksForDemo()
      .passes(40 * hour);
    expect(statuses(life)).toContainEqual([notice, 'held']);
    expect(life.find('LeadStuck')).toEqual([]);
    expect(life.find('EffectHeld').filter(({ key }) => key === notice)).toHaveLength(1 + Math.floor(40 / 6));
  });

  it('goes when it is released, and only then is its rep told and their clock started', () => {
    const life = new Life()
      .whoseMail('held')
      .asksForDemo()
      .passes(5 * hour);
    expect(life.find('ClockStarted').map(({ clock }) => clock)).toEqual(['assign', 'accept', 'firstTouch']);
    expect(life.find('Escalated')).toEqual([]);
    expect(life.find('ClockBreached').every(({ by }) => by === 'system')).toBe(true);
    life.returns([notice]);
    expect(life.find('RepNoticed')).toMatchObject([{ at: life.now, outcome: 'done' }]);
    expect(life.state.clocks.map(({ clock, dueAt }) => [clock, dueAt - life.now])).toEqual([
      ['accept', hour / 2],
      ['firstTouch', 2 * hour],
    ]);
  });

  it('stays held when the lead wakes for something else', () => {
    const life = new Life().whoseMail('held').asksForDemo();
    life.whoseMail('works').hears({ kind: 'page_viewed' });
    expect(statuses(life)).toContainEqual([notice, 'held']);
  });

  it('is held again when its channel was away once more', () => {
    const life = new Life().whoseMail('held').asksForDemo();
    life.returns([]).whoseMail('held').passes(hour);
    const before = life.find('EffectHeld').length;
    life.turn([{ kind: 'effectDone', at: life.now, key: notice, outcome: 'held', why: 'mail.timeout' }]);
    expect(life.find('EffectHeld')).toHaveLength(before + 1);
    expect(life.find('EffectHeld').at(-1)).toMatchObject({ code: 'mail.timeout', retryAt: life.now + 6 * hour });
  });

  it('is dropped at once when its hand-off is over', () => {
    const life = new Life().whoseMail('held').asksForDemo();
    const { repId } = life.state;
    expect(life.asks({ kind: 'reject', repId: repId ?? '', reason: 'outside-profile' }).applied).toBe(true);
    expect(dropped(life)).toContainEqual([notice, 'outside-profile']);
    expect(life.returns().find('RepNoticed')).toEqual([]);
  });
});

describe('a held mail of a track', () => {
  const terms = (late: Pick<NonNullable<AgreementDocument['contact']>, 'late'> = {}) =>
    tradeTerms({
      contact: { email: {}, ...late },
      outcomes: (tradeAgreement.outcomes ?? []).map(({ track: _, ...outcome }) => outcome),
      nurture: {
        while: { sales: 'quiet' },
        tracks: [
          { id: 'welcome', when: { band: 'cold' }, steps: [{ send: 'welcome-1' }, { wait: '1d' }, { send: 'deep-dive' }] },
        ],
      },
    });

  it('gives way to the next of its track, so that the lead gets one', () => {
    const life = new Life(terms())
      .whoseMail('held')
      .hears({ kind: 'page_viewed' })
      .passes(40 * hour);
    expect(dropped(life)).toEqual([[welcome, 'a later one takes its place']]);
    life.returns();
    expect(life.sent.map(({ key }) => key)).toEqual(['track:welcome#1/step:send:deep-dive']);
  });

  it('gives way also when the next was planned while it was on its way', () => {
    const life = new Life(terms()).whoseMail('held').hears({ kind: 'page_viewed' });
    const [held] = life.state.effects;
    life.state = { ...life.state, effects: [{ ...held!, status: 'running', retryAt: null }] };
    life.passes(2 * day);
    life.turn([{ kind: 'effectDone', at: life.now, key: welcome, outcome: 'held', why: 'mail.timeout' }]);
    expect(dropped(life)).toEqual([[welcome, 'a later one takes its place']]);
  });

  it('that comes too late for its policy is skipped', () => {
    const life = new Life(terms({ late: { after: '12h', do: 'skip' } })).whoseMail('held').hears({ kind: 'page_viewed' });
    life.passes(13 * hour).returns();
    expect(life.sent).toEqual([]);
    expect(dropped(life)).toEqual([[welcome, '780 min late: contact.late']]);
  });
});

describe('the preview of a return', () => {
  it('says of each held send what its release then does', () => {
    const life = new Life().whoseMail('held').asksForDemo();
    const seen = { terms: life.terms, contact: { window: null, sent: [] }, now: life.now };
    const { effect } = life.state.effects.find((pending) => pending.effect.key === notice)!;
    expect(verdictOnReturn(life.state, effect, seen)).toEqual({ do: 'go', lateMs: 0 });
    expect(verdictOnReturn({ ...life.state, repId: 'nobody' }, effect, seen)).toEqual({
      do: 'drop',
      why: 'the rep no longer holds the lead',
    });
  });
});
