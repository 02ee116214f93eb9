import { compileTeam } from '../../libs/domain/agreement/compile-team.js';
import { compile } from '../../libs/domain/agreement/compile.js';
import type { Checked } from '../../libs/domain/agreement/checked.js';
import type { AgreementDocument } from '../../libs/domain/agreement/document.js';
import type { TeamDocument } from '../../libs/domain/agreement/team-document.js';
import type { Team } from '../../libs/domain/agreement/team.js';
import type { Terms } from '../../libs/domain/agreement/terms.js';

/** A small agreement that uses every built clause: what specs of a life are told in. */
export const tradeAgreement: AgreementDocument = {
  agreement: 'trade',
  signs: { nurture: 'marketing', followUp: 'sales' },
  review: { every: '90d', remind: '14d' },
  uses: { team: 'trade-team', lists: ['competitors'] },
  fields: { country: { oneOf: ['ES', 'GB'], blank: ['', 'Select'] } },
  signals: {
    'demo-asked': { fact: 'form_submitted', where: { form: 'demo' }, topic: { from: 'product' } },
    download: { fact: 'file_downloaded' },
    'real-touch': { any: [{ touch: 'call', where: { seconds: { gte: 30 } } }, { touch: 'meeting' }] },
  },
  requirements: {
    marketing_qualified: [{ field: 'country', is: 'present' }],
    opportunity: [{ signal: 'real-touch' }],
  },
  disqualify: [{ when: { field: 'email.domain', inList: 'competitors' }, reason: 'competitor' }],
  scoring: {
    fit: [{ id: 'spain', when: { field: 'country', is: 'ES' }, points: 20 }],
    engagement: [
      { signal: 'demo-asked', points: 60, halfLife: '21d' },
      { signal: 'download', points: 10, halfLife: '7d', cap: 30 },
    ],
    bands: [{ band: 'hot', fit: { gte: 20 }, engagement: { gte: 50 } }, { band: 'cold' }],
  },
  buyerStage: { interest: ['download'], action: ['demo-asked'] },
  sellerStage: { attention: ['attempted'], interest: ['real-touch'] },
  nurture: {
    while: { sales: 'quiet' },
    tracks: [
      {
        id: 'welcome',
        when: { band: 'cold' },
        steps: [
          { send: 'welcome-1' },
          { wait: '3d' },
          { waitFor: { signal: 'download' }, within: '7d', met: [{ send: 'deep-dive' }], else: [{ send: 'last-nudge' }] },
        ],
      },
      { id: 'winback', when: { band: 'hot' }, steps: [{ send: 'winback-1' }] },
    ],
  },
  handOffs: {
    default: {
      to: [{ pool: 'sdr', strategy: 'round-robin' }, { queue: 'unrouted' }],
      clocks: {
        assign: { from: 'qualified', until: 'assigned', within: '1min', hours: 'always', by: 'system' },
        accept: { from: 'noticed', until: 'accepted', within: '30min', hours: 'always', by: 'sales' },
        firstTouch: { from: 'noticed', until: 'real-touch', within: '2h', hours: 'always', by: 'sales' },
        verdict: { from: 'accepted', until: 'outcome', within: '10d', hours: 'always', by: 'sales' },
      },
      escalation: [
        { at: '50%', of: 'accept', do: 'remind' },
        { at: '100%', of: 'accept', do: 'notify', who: 'manager' },
        { at: '150%', of: 'accept', do: 'reassign' },
        { at: '300%', of: 'accept', do: 'queue', to: 'unworked' },
      ],
      followUp: 'inbound',
    },
    lanes: [{ id: 'inbound', when: { band: 'hot' } }],
  },
  followUp: {
    cadences: [
      {
        id: 'inbound',
        steps: [
          { touch: 'call', after: '1h' },
          { touch: 'email', after: '1d' },
        ],
      },
    ],
    results: { call: { connected: 'stop', 'no-answer': 'next', busy: { again: '30min' }, 'wrong-number': { needs: 'phone' } } },
    gap: [{ when: { sellerStage: 'interest', buyerStage: 'attention' }, do: 'advise', say: 'the buyer has cooled down' }],
  },
  outcomes: [
    { reason: 'outside-profile', is: 'rejected', then: 'nurturing', contest: '3d' },
    { reason: 'not-a-buyer', is: 'rejected', then: 'disqualified', contest: '3d' },
    { reason: 'not-now', is: 'recycled', until: '30d', track: 'winback', wakes: ['demo-asked'] },
    { reason: 'never', is: 'disqualified' },
    { reason: 'too-dear', is: 'lost' },
    { reason: 'bought', is: 'won' },
  ],
  recycle: { atMost: 2, counts: 'fresh' },
  reopen: { when: { signal: 'demo-asked' }, from: ['lost', 'disqualified'], keep: 'last-rep' },
  promises: [
    { by: 'marketing', measure: 'acceptance', atLeast: '70%', per: 'month' },
    { by: 'sales', measure: 'outcomes', atLeast: '90%', per: 'month' },
  ],
};

export const tradeTeam: TeamDocument = {
  team: 'trade-team',
  reps: ['ana', 'ben', 'cleo'].map((id) => ({ id, name: id, email: `${id}@sales.example`, manager: 'boss@sales.example' })),
  pools: { sdr: { reps: ['ana', 'ben', 'cleo'] } },
  lists: { competitors: ['rival.example'] },
  messages: Object.fromEntries(
    ['welcome-1', 'deep-dive', 'last-nudge', 'winback-1'].map((id) => [id, { subject: id, text: 'Hello {{name|there}}' }]),
  ),
};

/** The trade's terms, with parts of the agreement replaced. */
export const tradeTerms = (parts: Partial<AgreementDocument> = {}): Terms => good(compile({ ...tradeAgreement, ...parts }));
export const tradeTeamCompiled = (parts: Partial<TeamDocument> = {}): Team => good(compileTeam({ ...tradeTeam, ...parts }));

function good<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new Error(checked.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}
