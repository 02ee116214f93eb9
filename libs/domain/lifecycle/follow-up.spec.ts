import { accepted, aLead, Life } from '../../../test/support/life.js';
import { day, hour, minute, start } from '../../../test/support/terms-for-scoring.js';
import { tradeAgreement, tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import type { AgreementDocument } from '../agreement/document.js';

const results = {
  call: { connected: 'stop', 'no-answer': 'next', busy: { again: '30min' }, 'wrong-number': { needs: 'phone' } },
} as const;
const gap = [{ when: { sellerStage: 'interest', buyerStage: 'action' }, do: 'advise', say: 'slow down' }] as const;

/** Handed to Ana, who has accepted it; a call is planned after 1 h, an e-mail a day after that. */
function acceptedUnder(changes: Partial<AgreementDocument>): Life {
  const life = new Life(tradeTerms(changes)).asksForDemo();
  life.asks({ kind: 'accept', repId: 'ana' });
  return life;
}
const following = (): Life => acceptedUnder({ followUp: { ...tradeAgreement.followUp, results } });
const calls = (life: Life, result: string): unknown =>
  life.asks({ kind: 'touch', repId: 'ana', channel: 'call' }, { seconds: 5, result });
const nextTouches = (life: Life): string[] =>
  life.find('EffectPlanned').flatMap(({ effect }) => ('about' in effect && effect.about === 'nextTouch' ? [effect.key] : []));

describe('what a call comes to', () => {
  it('is heard as a word, and any other text of a sender is not', () => {
    const life = following();
    calls(life, 'no-answer');
    calls(life, 'She asked me to call her mother');
    expect(life.find('TouchRecorded').map(({ result }) => result)).toEqual(['no-answer', undefined]);
  });

  it('connected: the cadence is over', () => {
    const life = following().passes(hour);
    calls(life, 'connected');
    expect(life.state.cadence).toBeNull();
    expect(life.find('CadenceEnded')).toMatchObject([{ why: 'call: connected', clause: 'followUp.results.call.connected' }]);
  });

  it('no answer before the call was due: it counts, and the next step is planned from it', () => {
    const life = following();
    calls(life, 'no-answer');
    expect(life.state.cadence).toMatchObject({ step: 'email', dueAt: start + day });
    life.passes(2 * day);
    expect(nextTouches(life)).toEqual(['handOff:1/cadence:email']);
  });

  it('no answer to the call that was due: the e-mail comes as planned, and its rep is told of it', () => {
    const life = following().passes(2 * hour);
    calls(life, 'no-answer');
    expect(life.state.cadence).toMatchObject({ step: 'email', dueAt: start + hour + day });
    life.passes(2 * day);
    expect(nextTouches(life)).toEqual(['handOff:1/cadence:call', 'handOff:1/cadence:email']);
  });

  it('busy: the call comes again after 30 minutes, as often as it is busy, and each time its rep is told', () => {
    const life = following().passes(hour);
    calls(life, 'busy');
    expect(life.state.cadence).toMatchObject({ step: 'call', dueAt: life.now + 30 * minute });
    life.passes(31 * minute);
    calls(life, 'busy');
    life.passes(31 * minute);
    expect(nextTouches(life)).toEqual([
      'handOff:1/cadence:call',
      'handOff:1/cadence:call/again#1',
      'handOff:1/cadence:call/again#2',
    ]);
    expect(life.state.cadence).toMatchObject({ step: 'email' });
  });

  it('busy at the last step: it comes again though the cadence had come to its end', () => {
    const one = [{ id: 'inbound', steps: [{ touch: 'call' as const, after: '1h' }] }];
    const life = acceptedUnder({ followUp: { cadences: one, results } }).passes(hour);
    expect(life.state.cadence).toBeNull();
    calls(life, 'busy');
    life.passes(hour);
    expect(nextTouches(life)).toEqual(['handOff:1/cadence:call', 'handOff:1/cadence:call/again#1']);
  });

  it('of a cadence that was ended brings nothing back', () => {
    const life = following().passes(hour);
    calls(life, 'connected');
    calls(life, 'busy');
    expect(life.state.cadence).toBeNull();

    const advanced = following().passes(hour); // asked to call, and not answered by the time it is needless
    advanced.asks({ kind: 'advance', repId: 'ana', to: 'sales_qualified' });
    calls(advanced, 'busy');
    expect(advanced.state.cadence).toBeNull();
  });

  it('a wrong number: nothing more is planned until the profile has another word on it, and then the call comes again', () => {
    const life = following().passes(hour);
    calls(life, 'wrong-number');
    expect(life.find('CadenceHeld')).toMatchObject([
      { step: 'call', needs: 'phone', clause: 'followUp.results.call.wrong-number' },
    ]);
    life.passes(20 * day).hears({ kind: 'profile_updated', data: { country: 'ES' } });
    expect(nextTouches(life)).toEqual(['handOff:1/cadence:call']);
    life.hears({ kind: 'profile_updated', data: { phone: '+34600000000' } }).passes(minute);
    expect(nextTouches(life)).toEqual(['handOff:1/cadence:call', 'handOff:1/cadence:call/again#1']);
    expect(life.state.cadence).toMatchObject({ step: 'email', dueAt: life.now - minute + day });
  });

  it('a wrong number waits for a word on the number that comes after the call, and for no other', () => {
    const bounced = { email: { bounced: { needs: 'email' } } } as const;
    const life = acceptedUnder({ followUp: { ...tradeAgreement.followUp, results: { ...results, ...bounced } } });
    const call = { channel: 'call', by: 'rep', repId: 'ana', result: 'wrong-number' };
    life.hears({ kind: 'profile_updated', data: { phone: '+34600000000' } }, { kind: 'touch', data: call });
    expect(life.state.cadence).toMatchObject({ needs: { field: 'phone' } });
    life.hears({ kind: 'profile_updated', data: { email: 'eva@other.example' } });
    expect(life.state.cadence).toMatchObject({ needs: { field: 'phone' } });
    life.hears({ kind: 'profile_updated', data: { phone: '+34600000001' } });
    expect(life.state.cadence?.needs).toBeUndefined();
  });

  it('of a channel that no agreement can name changes nothing', () => {
    const life = following().passes(hour);
    life.hears({ kind: 'touch', data: { channel: 'constructor', by: 'rep', repId: 'ana', result: 'keys' } });
    expect(life.state.cadence).toMatchObject({ step: 'email' });
    expect(life.find('CadenceHeld')).toEqual([]);
  });

  it('waits for the rep’s own hours when the word comes at night', () => {
    const calendars = { office: { zone: 'UTC', week: { mon: ['08:00-17:00'], tue: ['08:00-17:00'] } } };
    const reps = [{ id: 'ana', name: 'ana', email: 'ana@sales.example', calendar: 'office' }];
    const team = tradeTeamCompiled({ calendars, reps, pools: { sdr: { reps: ['ana'] } } });
    const life = new Life(tradeTerms({ followUp: { ...tradeAgreement.followUp, results } }), team);
    life.now = Date.parse('2026-01-05T09:00:00Z'); // a Monday
    life.asksForDemo().asks({ kind: 'accept', repId: 'ana' });
    calls(life.passes(hour), 'wrong-number');
    life.passes(12 * hour).hears({ kind: 'profile_updated', data: { phone: '+34600000000' } });
    expect(life.state.cadence).toMatchObject({ step: 'call', dueAt: Date.parse('2026-01-06T08:00:00Z') });
  });

  it('of a channel that lists none changes nothing', () => {
    const { cadences = [] } = tradeAgreement.followUp ?? {};
    const life = acceptedUnder({ followUp: { cadences } }).passes(hour);
    calls(life, 'busy');
    expect(life.state.cadence).toMatchObject({ step: 'email', sinceAt: start + hour });
  });
});

describe('a gap between the two cycles', () => {
  const drifting = (): Life => acceptedUnder({ followUp: { ...tradeAgreement.followUp, gap: [...gap] } });

  it('is seen once a hand-off, and the rep who holds the lead is advised', () => {
    const life = drifting();
    life.asks({ kind: 'touch', repId: 'ana', channel: 'meeting' });
    life.asks({ kind: 'touch', repId: 'ana', channel: 'meeting' });
    expect(life.find('GapSeen')).toMatchObject([
      {
        gap: 'interest-action',
        handOff: 1,
        repId: 'ana',
        clause: 'followUp.gap.0',
        sellerStage: 'interest',
        buyerStage: 'action',
      },
    ]);
    expect(life.find('EffectPlanned').filter(({ effect }) => effect.key === 'handOff:1/gap:interest-action')).toHaveLength(1);
    expect(life.state.effects).toEqual([]);
  });

  it('is none while the cycles go together, or without the clause', () => {
    expect(drifting().find('GapSeen')).toEqual([]);
    const life = accepted();
    life.asks({ kind: 'touch', repId: 'ana', channel: 'meeting' });
    expect(life.find('GapSeen')).toEqual([]);
    expect(aLead().hears().find('GapSeen')).toEqual([]);
  });
});
