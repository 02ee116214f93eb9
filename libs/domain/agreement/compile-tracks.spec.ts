import { expectRefusal, type Changes, type Refusal } from '../../../test/support/agreement-refusals.js';
import type { AgreementDocument, OutcomeDocument } from './document.js';

const outcome = (changes: Partial<OutcomeDocument>): Changes => ({ outcomes: [{ reason: 'x', is: 'recycled', ...changes }] });
const track = (steps: NonNullable<NonNullable<AgreementDocument['nurture']>['tracks']>[number]['steps']): Changes => ({
  nurture: { tracks: [{ id: 't', when: { band: 'cold' }, steps }] },
});

describe('plans and outcomes are refused, with place and cure, for', () => {
  it.each<Refusal>([
    [
      'two tracks of one name',
      { nurture: { tracks: [1, 2].map(() => ({ id: 't', when: { band: 'cold' }, steps: [{ send: 'a' }] })) } },
      'nurture.tracks.t',
      'more than once',
    ],
    ['a track without steps', track([]), 'nurture.tracks.t.steps', 'add a step'],
    [
      'a wait of working days, of which a lead has none',
      track([{ wait: '2wd' }]),
      'nurture.tracks.t.steps.wait:2wd.wait',
      'such as 3d',
    ],
    ['a rest of working days', outcome({ until: '5wd' }), 'outcomes.x.until', 'such as 3d'],
    [
      'a hand-off that should come with what no profile holds',
      { requirements: { sales_accepted: [{ signal: 'demo-asked' }] } },
      'requirements.sales_accepted.0',
      'ask for fields here',
    ],
    ['a wait of zero', track([{ wait: '0d' }]), 'nurture.tracks.t.steps.wait:0d.wait', 'above zero'],
    [
      'two steps of one chosen name',
      track([
        { id: 'a', send: 'x' },
        { id: 'a', send: 'y' },
      ]),
      'nurture.tracks.t.steps.a',
      'more than once',
    ],
    [
      'a wait for an unknown signal',
      track([{ waitFor: { signal: 'x' }, within: '1d' }]),
      'nurture.tracks.t.steps.waitFor:x.waitFor.signal',
      'no signal',
    ],
    [
      'a wait for a signal within nothing',
      track([{ waitFor: { signal: 'demo-asked' }, within: 'soon' }]),
      'nurture.tracks.t.steps.waitFor:demo-asked.within',
      'number and a unit',
    ],
    [
      'a misfit in a nested wait',
      track([{ waitFor: { signal: 'demo-asked' }, within: '1d', met: [{ waitFor: { signal: 'x' }, within: '1d' }] }]),
      'nurture.tracks.t.steps.waitFor:demo-asked.met.waitFor:x.waitFor.signal',
      'no signal',
    ],
    ['a cadence without steps', { followUp: { cadences: [{ id: 'c', steps: [] }] } }, 'followUp.cadences.c.steps', 'add a step'],
    [
      'two cadences of one name',
      { followUp: { cadences: [1, 2].map(() => ({ id: 'c', steps: [{ touch: 'call' as const, after: '0min' }] })) } },
      'followUp.cadences.c',
      'more than once',
    ],
    [
      'a planned touch at no time',
      { followUp: { cadences: [{ id: 'c', steps: [{ touch: 'call', after: 'soon' }] }] } },
      'followUp.cadences.c.steps.call.after',
      'number and a unit',
    ],
    [
      'attempts over no time',
      { followUp: { cadences: [{ id: 'c', attempts: { atLeast: 1, over: '0d' }, steps: [{ touch: 'call', after: '0min' }] }] } },
      'followUp.cadences.c.attempts.over',
      'above zero',
    ],
    [
      'two outcomes of one reason',
      {
        outcomes: [
          { reason: 'x', is: 'won' },
          { reason: 'x', is: 'lost' },
        ],
      },
      'outcomes.x',
      'more than once',
    ],
    ['a track that an outcome invents', outcome({ track: 'winback' }), 'outcomes.x.track', 'no track'],
    ['a wake that nobody defines', outcome({ wakes: ['x'] }), 'outcomes.x.wakes', 'no signal'],
    [
      'a rest until a field nobody declared',
      outcome({ until: { field: 'nextContct' } }),
      'outcomes.x.until.field',
      'did you mean `nextContact`?',
    ],
    ['a rest of zero', outcome({ until: '0d' }), 'outcomes.x.until', 'above zero'],
    ['a rest for a lead that was won', outcome({ is: 'won', until: '3d' }), 'outcomes.x.until', 'remove it'],
    ['a way on for a lead that was recycled', outcome({ then: 'nurturing' }), 'outcomes.x.then', 'remove it'],
  ])('%s', expectRefusal);
});
