import { agreementOf, teamOf } from '../../../test/support/agreement-document.js';
import { checkAgainstTeam } from './check-against-team.js';
import type { Problem } from './checked.js';
import { compile } from './compile.js';
import { compileTeam } from './compile-team.js';
import type { AgreementDocument, RungDocument } from './document.js';
import type { TeamDocument } from './team-document.js';

function problemsOf(agreement: Partial<AgreementDocument>, team: Partial<TeamDocument>): Problem[] {
  const terms = compile(agreementOf(agreement));
  const people = compileTeam(teamOf(team));
  if (!terms.ok || !people.ok) throw new Error(JSON.stringify([terms, people]));
  return checkAgainstTeam(terms.value, people.value);
}
const ladder = (...to: RungDocument[]): Partial<AgreementDocument> => ({
  uses: { lists: ['accounts'] },
  handOffs: { lanes: [{ id: 'demo', when: { band: 'hot' }, to }] },
});
const accounts = { accounts: { key: 'domain', rows: [{ domain: 'acme.example', owner: 'ana' }] } };
const place = 'handOffs.lanes.demo';

describe('an agreement beside its team', () => {
  it('is kept by a team that has all it cites', () => {
    expect(problemsOf({ uses: { team: 'inbound-team', lists: ['competitors'] } }, {})).toEqual([]);
    const traits = { territory: ['ES'] };
    const to = ladder(
      { rep: { list: 'accounts', column: 'owner' } },
      { rep: 'last' },
      { rep: 'ana' },
      { pool: 'sdr', match: { territory: 'country' } },
    );
    expect(problemsOf(to, { lists: accounts, reps: [{ id: 'ana', name: 'Ana', email: 'ana@example.com', traits }] })).toEqual([]);
  });

  it.each<[string, Partial<AgreementDocument>, Partial<TeamDocument>, string, string]>([
    ['the team is another', { uses: { team: 'other-team' } }, {}, 'uses.team', 'inbound-team'],
    ['a list is missing', { uses: { lists: ['competitor'] } }, {}, 'uses.lists', 'did you mean `competitors`?'],
    [
      'a message of a track is missing',
      {},
      { messages: {} },
      'nurture.tracks.welcome.steps.send:welcome-1',
      'no message `welcome-1`',
    ],
    [
      'a message of a hold is missing',
      ladder({ hold: 'nextShift', send: 'demo-ack' }),
      { lists: accounts },
      `${place}.to.0`,
      'no message `demo-ack`',
    ],
    [
      'a calendar of a clock is missing',
      {
        handOffs: {
          lanes: [
            {
              id: 'demo',
              when: { band: 'hot' },
              to: [{ queue: 'q' }],
              clocks: { a: { from: 'noticed', until: 'outcome', within: '1d', hours: 'madird', by: 'sales' } },
            },
          ],
        },
      },
      {},
      `${place}.clocks.a.hours`,
      'did you mean `madrid`?',
    ],
    ['a pool is missing', ladder({ pool: 'ae' }), { lists: accounts }, `${place}.to.0.pool`, 'no pool `ae`'],
    [
      'a pool is empty',
      ladder({ pool: 'sdr' }),
      { lists: accounts, pools: { sdr: { reps: [] } } },
      `${place}.to.0.pool`,
      'nobody is in',
    ],
    [
      'nobody of a pool has the trait',
      ladder({ pool: 'sdr', match: { territory: 'country' } }),
      { lists: accounts },
      `${place}.to.0.match.territory`,
      'trait',
    ],
    ['a rep is missing', ladder({ rep: 'ben' }), { lists: accounts }, `${place}.to.0.rep`, 'no rep `ben`'],
    [
      'a list lacks the column',
      ladder({ rep: { list: 'accounts', column: 'boss' } }),
      { lists: accounts },
      `${place}.to.0.rep.column`,
      'owner',
    ],
    [
      'a list names a rep who is not there',
      ladder({ rep: { list: 'accounts', column: 'owner' } }),
      { lists: { accounts: { key: 'domain', rows: [{ domain: 'acme.example', owner: 'zoe' }] } } },
      'lists.accounts.owner',
      'no rep `zoe`',
    ],
    [
      'a text asks for what nobody declared',
      {},
      { messages: { 'welcome-1': { subject: 'Hello {{fistName}}', text: 'x' } } },
      'messages.welcome-1',
      'did you mean `firstName`?',
    ],
  ])('is refused where %s', (_, agreement, team, path, says) => {
    const problems = problemsOf(agreement, team);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(`${problems[0]?.message} ${problems[0]?.cure}`).toContain(says);
  });

  it('says once what two lanes share', () => {
    const lanes = ['a', 'b'].map((id) => ({ id, when: { band: 'hot' } }));
    expect(problemsOf({ handOffs: { default: { to: [{ pool: 'ae' }] }, lanes } }, {}).map(({ path }) => path)).toEqual([
      'handOffs.default.to.0.pool',
    ]);
  });
});
