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

describe('a lane', () => {
  const clock = { from: 'noticed', until: 'accepted', within: '30min', hours: 'rep', by: 'sales' } as const;
  const shared: AgreementDocument['handOffs']['default'] = {
    to: [{ queue: 'unrouted' }],
    followUp: 'calls',
    clocks: { accept: clock },
    escalation: [{ at: '50%', of: 'accept', do: 'remind' }],
  };

  it('takes from the default what it does not say, and bears the default’s clauses', () => {
    const [lane] = termsOf({ handOffs: { default: shared, lanes: [{ id: 'inbound', when: hot }] } }).lanes;
    expect(lane).toMatchObject({
      clause: 'handOffs.lanes.inbound',
      cadence: 'calls',
      ladder: [{ clause: 'handOffs.default.to.0', to: 'queue', queue: 'unrouted' }],
      clocks: [{ id: 'accept', clause: 'handOffs.default.clocks.accept', within: { ms: 1_800_000 } }],
      escalation: [{ clause: 'handOffs.default.escalation.0', at: 0.5, of: 'accept', do: { kind: 'remind' } }],
    });
  });

  it('overrides clocks by name and adds its own; ladder, escalation and cadence it replaces whole', () => {
    const own = {
      to: [{ pool: 'sdr' }],
      clocks: { accept: { ...clock, within: '5min' }, firstTouch: { ...clock, until: 'demo-asked', hours: 'madrid' } },
      escalation: [{ at: '300%', of: 'firstTouch', do: 'queue' as const, to: 'unworked' }],
    };
    const [lane] = termsOf({ handOffs: { default: shared, lanes: [{ id: 'demo', when: hot, ...own }] } }).lanes;
    expect(lane).toMatchObject({
      ladder: [{ to: 'pool' }],
      clocks: [
        { clause: 'handOffs.lanes.demo.clocks.accept', within: { ms: 300_000 }, hours: 'rep', until: 'accepted' },
        { clause: 'handOffs.lanes.demo.clocks.firstTouch', until: { signal: 'demo-asked' }, hours: { calendar: 'madrid' } },
      ],
      escalation: [{ clause: 'handOffs.lanes.demo.escalation.0', at: 3, do: { kind: 'queue', queue: 'unworked' } }],
    });
    expect(lane?.clocks).toHaveLength(2);
  });

  it('has a ladder of every kind of rung', () => {
    const to: AgreementDocument['handOffs']['lanes'][number]['to'] = [
      { rep: { list: 'competitors', column: 'owner' }, wait: '1min' },
      { rep: 'last', within: '180d' },
      { rep: 'ana' },
      { pool: 'sdr', match: { territory: 'country' }, strategy: 'least-loaded', wait: '2min' },
      { hold: 'nextShift', send: 'demo-ack' },
      { hold: '2h' },
      { queue: 'unrouted' },
    ];
    expect(
      termsOf({ handOffs: lanesOf({ id: 'demo', when: hot, to }) }).lanes[0]?.ladder.map(({ clause: _, ...rung }) => rung),
    ).toEqual([
      { to: 'rep', rep: { list: 'competitors', column: 'owner' }, waitMs: 60_000 },
      { to: 'rep', rep: { last: true, withinMs: 15_552_000_000 }, waitMs: null },
      { to: 'rep', rep: { id: 'ana' }, waitMs: null },
      { to: 'pool', pool: 'sdr', match: { territory: 'country' }, strategy: 'least-loaded', waitMs: 120_000 },
      { to: 'hold', until: 'nextShift', send: 'demo-ack' },
      { to: 'hold', until: { ms: 7_200_000 }, send: null },
      { to: 'queue', queue: 'unrouted' },
    ]);
  });

  it('escalates by reminding, telling the manager, reassigning or queueing', () => {
    const escalation: AgreementDocument['handOffs']['lanes'][number]['escalation'] = [
      { at: '50%', of: 'accept', do: 'remind' },
      { at: '100%', of: 'accept', do: 'notify', who: 'manager' },
      { at: '150%', of: 'accept', do: 'reassign' },
      { at: '300%', of: 'accept', do: 'queue', to: 'unworked' },
    ];
    expect(
      termsOf({ handOffs: lanesOf({ id: 'demo', when: hot, escalation }) }).lanes[0]?.escalation.map((rule) => rule.do),
    ).toEqual([
      { kind: 'remind' },
      { kind: 'notify', who: 'manager' },
      { kind: 'reassign' },
      { kind: 'queue', queue: 'unworked' },
    ]);
  });
});
