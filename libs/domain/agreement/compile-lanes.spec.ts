import { agreementOf } from '../../../test/support/agreement-document.js';
import { expectRefusal, problemsOf, type Changes, type Refusal } from '../../../test/support/agreement-refusals.js';
import type { ClockDocument, HandOffsDocument, RungDocument } from './document.js';

const base = agreementOf();
const lane = (changes: Partial<HandOffsDocument['lanes'][number]>): Changes => ({
  handOffs: { ...base.handOffs, lanes: [{ id: 'demo', when: { band: 'hot' }, ...changes }] },
});
const ladder = (...to: RungDocument[]): Changes => lane({ to });
const clock = (changes: Partial<ClockDocument>): Changes =>
  lane({ clocks: { test: { from: 'noticed', until: 'outcome', within: '1d', hours: 'rep', by: 'sales', ...changes } } });

describe('hand-offs are refused, with place and cure, for', () => {
  it.each<Refusal>([
    ['no lane at all', { handOffs: { lanes: [] } }, 'handOffs.lanes', 'add one'],
    [
      'two lanes of one name',
      { handOffs: { ...base.handOffs, lanes: [1, 2].map(() => ({ id: 'a', when: { band: 'hot' } })) } },
      'handOffs.lanes.a',
      'more than once',
    ],
    ['a lane for an unknown band', lane({ when: { band: 'x' } }), 'handOffs.lanes.demo.when.band', 'no band'],
    ['an unknown cadence', lane({ followUp: 'x' }), 'handOffs.lanes.demo.followUp', 'no cadence'],
    ['an empty ladder', ladder(), 'handOffs.lanes.demo.to', 'add a rung'],
    [
      'a lane without any ladder',
      { handOffs: { lanes: [{ id: 'demo', when: { band: 'hot' } }] } },
      'handOffs.lanes.demo.to',
      'add a rung',
    ],
    ['a rung after the queue', ladder({ queue: 'a' }, { pool: 'sdr' }), 'handOffs.lanes.demo.to.1', 'come last'],
    [
      'a match by a field nobody declared',
      ladder({ pool: 'sdr', match: { territory: 'region' } }),
      'handOffs.lanes.demo.to.0.match.territory',
      'declare',
    ],
    [
      'a rep from a list the document does not name',
      ladder({ rep: { list: 'x', column: 'owner' } }),
      'handOffs.lanes.demo.to.0.rep.list',
      'no list',
    ],
    [
      '`within` for a rep who is not the last',
      ladder({ rep: 'ana', within: '3d' }),
      'handOffs.lanes.demo.to.0.within',
      'rep: last',
    ],
    ['a wait of working days', ladder({ pool: 'sdr', wait: '1wd' }), 'handOffs.lanes.demo.to.0.wait', '24 h'],
    ['a hold of zero', ladder({ hold: '0h' }), 'handOffs.lanes.demo.to.0.hold', 'above zero'],
    ['a clock until an unknown signal', clock({ until: 'real-touch' }), 'handOffs.lanes.demo.clocks.test.until', 'no signal'],
    [
      'a clock until what lies before it',
      clock({ from: 'accepted', until: 'assigned' }),
      'handOffs.lanes.demo.clocks.test.until',
      'after `from`',
    ],
    [
      'a clock that ends where it starts',
      clock({ from: 'accepted', until: 'accepted' }),
      'handOffs.lanes.demo.clocks.test.until',
      'after `from`',
    ],
    ['a clock of zero', clock({ within: '0min' }), 'handOffs.lanes.demo.clocks.test.within', 'above zero'],
    [
      'working days at all hours',
      clock({ within: '2wd', hours: 'always' }),
      'handOffs.lanes.demo.clocks.test.within',
      'hours: rep',
    ],
    [
      'hours of a pool where no rung is one',
      lane({
        to: [{ queue: 'unrouted' }],
        clocks: { test: { from: 'noticed', until: 'accepted', within: '30min', hours: 'coverage', by: 'sales' } },
      }),
      'handOffs.lanes.demo.clocks.test.hours',
      'add a rung such as { pool: sdr }',
    ],
    [
      'an escalation of an unknown clock',
      lane({ escalation: [{ at: '50%', of: 'acept', do: 'remind' }] }),
      'handOffs.lanes.demo.escalation.0.of',
      'did you mean `accept`?',
    ],
    [
      'an escalation at no share',
      lane({ escalation: [{ at: '0%', of: 'accept', do: 'remind' }] }),
      'handOffs.lanes.demo.escalation.0.at',
      '1% to 1000%',
    ],
  ])('%s', expectRefusal);

  it('everything that is wrong, at once, and the default’s faults once', () => {
    const lanes = ['a', 'b'].map((id) => ({ id, when: { band: 'x' } }));
    const handOffs: HandOffsDocument = {
      default: { to: [], clocks: {}, escalation: [{ at: '50%', of: 'x', do: 'remind' }] },
      lanes,
    };
    expect(problemsOf({ handOffs }).map(({ path }) => path)).toEqual([
      'handOffs.lanes.a.when.band',
      'handOffs.default.to',
      'handOffs.default.escalation.0.of',
      'handOffs.lanes.b.when.band',
    ]);
  });
});
