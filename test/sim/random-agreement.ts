import type { Condition } from '../../libs/domain/agreement/conditions.js';
import type { AgreementDocument, TrackStepDocument } from '../../libs/domain/agreement/document.js';
import type { Chance } from '../support/seeded.js';
import { maybe, some } from './lots.js';
import { condition, signals } from './random-condition.js';
import { handOffs } from './random-hand-offs.js';
import { lists, teamName } from './random-team.js';

const spans = ['5min', '30min', '2h', '1d', '3d', '10d', '45d'];
const tracks = ['welcome', 'winback', 'more'];

/** An agreement that compiles by construction, and uses every clause about as often as not. */
export function randomAgreement(chance: Chance): AgreementDocument {
  return {
    agreement: 'sim',
    ...maybe(chance, 10, () => ({ signs: { nurture: 'marketing' as const } })),
    ...maybe(chance, 10, () => ({ review: { every: '90d', remind: '14d' } })),
    uses: { team: teamName, lists },
    fields: { country: { oneOf: ['ES', 'GB', 'US'] }, 'company.employees': { number: true } },
    signals: {
      demo: { fact: 'form_submitted', where: { form: 'demo' }, topic: { from: 'product' } },
      pricing: { fact: 'page_viewed', where: { path: '/pricing' }, ...maybe(chance, 30, () => ({ within: chance.pick(spans) })) },
      download: { fact: 'file_downloaded' },
      binge: { fact: 'page_viewed', times: 2 + chance.below(4), within: chance.pick(['1h', '1d', '10d']) },
      'real-touch': {
        any: [{ touch: 'call', where: { seconds: { gte: 30 } } }, { touch: 'meeting' }, { touch: 'email', by: 'rep' }],
      },
      left: { fact: 'unsubscribed' },
    },
    ...entry(chance),
    disqualify: some(chance, [
      { when: { field: 'email.domain', inList: 'competitors' }, reason: 'competitor' },
      { when: { signal: 'left' }, reason: 'left' },
    ]),
    scoring: {
      fit: some(chance, [
        { id: 'spain', when: { field: 'country', is: 'ES' }, points: 20 },
        { id: 'small', when: { field: 'company.employees', lt: 20 }, points: -15 },
        { id: 'reachable', when: { consent: 'email' }, points: 5 },
      ]),
      engagement: some(chance, [...signals]).map((signal) => ({
        signal,
        points: chance.pick([-40, -10, 5, 12, 25, 60]),
        ...maybe(chance, 75, () => ({ halfLife: chance.pick(['6h', '2d', '7d', '21d', '90d']) })),
        ...maybe(chance, 40, () => ({ cap: chance.pick([20, 36, 80]) })),
      })),
      bands: [
        { band: 'hot', engagement: { gte: chance.pick([20, 50, 60]) }, ...maybe(chance, 40, () => ({ fit: { gte: 10 } })) },
        { band: 'warm', engagement: { gte: chance.pick([5, 12]) } },
        { band: 'cold' },
      ],
    },
    buyerStage: { interest: ['download'], desire: ['pricing', 'binge'], action: ['demo'] },
    sellerStage: {
      attention: ['attempted'],
      interest: ['real-touch'],
      ...maybe(chance, 50, () => ({ desire: [chance.pick(['pricing', 'binge'])] })),
    },
    ...maybe(chance, 70, () => ({ contact: contact(chance) })),
    nurture: {
      while: { sales: chance.pick(['quiet', 'continue'] as const) },
      tracks: tracks.map((id) => ({ id, when: condition(chance), steps: steps(chance, 2) })),
    },
    handOffs: handOffs(chance),
    followUp: {
      cadences: [
        {
          id: 'chase',
          steps: [
            { touch: 'call', after: chance.pick(['0min', '1h', '1wd']) },
            ...some(chance, [
              { touch: 'email' as const, after: '1d' },
              { touch: 'call' as const, after: '2wd' },
            ]),
          ],
        },
      ],
      ...maybe(chance, 70, () => ({ results: results(chance) })),
      ...maybe(chance, 40, () => ({ gap: gaps(chance) })),
    },
    outcomes: outcomes(chance),
    recycle: { ...maybe(chance, 60, () => ({ atMost: 1 + chance.below(4) })), counts: chance.pick(['fresh', 'all'] as const) },
    ...maybe(chance, 70, () => ({ reopen: reopen(chance) })),
  };
}

/** What a lead must show to qualify; where something is asked for, what becomes of a lead that misses it. */
function entry(chance: Chance): Pick<AgreementDocument, 'requirements' | 'missing'> {
  const asked = maybe(chance, 40, () => ({ marketing_qualified: [condition(chance)] }));
  const later = maybe(chance, 40, () => ({ opportunity: [{ signal: 'real-touch' }] }));
  const missing = {
    ...maybe(chance, 60, () => ({ track: chance.pick(tracks) })),
    within: chance.pick(spans),
    by: 'marketing' as const,
  };
  return {
    requirements: { ...asked, ...later },
    ...('marketing_qualified' in asked ? maybe(chance, 50, () => ({ missing })) : {}),
  };
}

type FollowUp = NonNullable<AgreementDocument['followUp']>;

const results = (chance: Chance): NonNullable<FollowUp['results']> => ({
  call: {
    connected: 'stop',
    'no-answer': 'next',
    busy: { again: chance.pick(['5min', '30min', '2d', '1wd']) },
    'wrong-number': { needs: chance.pick(['country', 'timeZone']) },
  },
});
const gaps = (chance: Chance): NonNullable<FollowUp['gap']> =>
  some(chance, ['attention', 'interest', 'action'] as const).map((buyerStage) => ({
    when: { sellerStage: 'interest', buyerStage },
    do: 'advise',
    say: 'slow down',
  }));

const contact = (chance: Chance): NonNullable<AgreementDocument['contact']> => ({
  zone: chance.pick(['UTC', 'Europe/Madrid', 'America/New_York']),
  email: {
    ...maybe(chance, 60, () => ({ atMost: 1 + chance.below(3), per: chance.pick(['1d', '7d', '30d']) })),
    ...maybe(chance, 60, () => ({ hours: { lead: chance.pick(['08:00-20:00', '22:00-06:00', '09:00-10:00']) } })),
  },
  ...maybe(chance, 60, () => ({ late: { after: chance.pick(spans), do: chance.pick(['fire', 'skip', 'nextWindow'] as const) } })),
});

function steps(chance: Chance, depth: number): TrackStepDocument[] {
  return Array.from({ length: 1 + chance.below(4) }, (): TrackStepDocument => {
    const kind = chance.below(depth === 0 ? 2 : 3);
    if (kind === 0) return { send: `mail-${chance.below(4)}` };
    if (kind === 1) return { wait: chance.pick(spans) };
    const branch = (): TrackStepDocument[] => (chance.below(3) === 0 ? [] : steps(chance, depth - 1));
    return { waitFor: { signal: chance.pick(signals) }, within: chance.pick(spans), met: branch(), else: branch() };
  });
}

const outcomes = (chance: Chance): NonNullable<AgreementDocument['outcomes']> => [
  {
    reason: 'outside-profile',
    is: 'rejected',
    then: chance.pick(['nurturing', 'disqualified'] as const),
    ...maybe(chance, 70, () => ({ contest: chance.pick(['2h', '3d', '3wd', '45d']) })),
  },
  {
    reason: 'not-now',
    is: 'recycled',
    ...maybe(chance, 60, () => ({ until: chance.pick(['1d', '30d', '120d']) })),
    ...maybe(chance, 60, () => ({ track: chance.pick(tracks) })),
    ...maybe(chance, 60, () => ({ wakes: some(chance, [...signals]) })),
  },
  { reason: 'never', is: 'disqualified' },
  { reason: 'too-dear', is: 'lost' },
  { reason: 'bought', is: 'won' },
];

const reopen = (chance: Chance): NonNullable<AgreementDocument['reopen']> => ({
  // Some may hold when the lead ends, or for one that is disqualified again at once.
  when: chance.pick<Condition>([{ signal: chance.pick(signals) }, { band: 'hot' }, { consent: 'email' }, condition(chance)]),
  from: chance.pick([['lost'], ['disqualified'], ['lost', 'disqualified']] as const).slice(),
  ...maybe(chance, 50, () => ({ keep: 'last-rep' as const })),
});
