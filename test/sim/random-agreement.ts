import type { Condition } from '../../libs/domain/agreement/conditions.js';
import type {
  AgreementDocument,
  ClockDocument,
  EscalationDocument,
  RungDocument,
  TrackStepDocument,
} from '../../libs/domain/agreement/document.js';
import type { Chance } from '../support/seeded.js';
import { maybe, some } from './lots.js';
import { lists, repIds, teamName } from './random-team.js';

export const signals = ['demo', 'pricing', 'download', 'binge', 'real-touch', 'left'] as const;
const spans = ['5min', '30min', '2h', '1d', '3d', '10d', '45d'];
const short = ['1min', '10min', '2h', '9h', '1d'];
const tracks = ['welcome', 'winback', 'more'];

/** An agreement that compiles by construction, and uses every clause about as often as not. */
export function randomAgreement(chance: Chance): AgreementDocument {
  return {
    agreement: 'sim',
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
    requirements: {
      ...maybe(chance, 40, () => ({ marketing_qualified: [condition(chance)] })),
      ...maybe(chance, 40, () => ({ opportunity: [{ signal: 'real-touch' }] })),
    },
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
    sellerStage: { attention: ['attempted'], interest: ['real-touch'], ...maybe(chance, 50, () => ({ desire: ['pricing'] })) },
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
    },
    outcomes: outcomes(chance),
    recycle: { ...maybe(chance, 60, () => ({ atMost: 1 + chance.below(4) })), counts: chance.pick(['fresh', 'all'] as const) },
    ...maybe(chance, 70, () => ({ reopen: reopen(chance) })),
  };
}

function condition(chance: Chance, depth = 2): Condition {
  const parts = (): Condition[] => [condition(chance, depth - 1), condition(chance, depth - 1)];
  const simple: Condition[] = [
    { band: chance.pick(['hot', 'warm', 'cold']) },
    { signal: chance.pick(signals) },
    { buyerStage: chance.pick(['interest', 'desire', 'action'] as const) },
    { field: 'country', is: chance.pick(['ES', 'present', 'blank']) },
    { consent: 'email' },
  ];
  const kind = depth === 0 ? 0 : chance.below(10);
  if (kind === 9) return { not: condition(chance, depth - 1) };
  if (kind === 8) return { any: parts() };
  return kind === 7 ? { all: parts() } : chance.pick(simple);
}

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

function handOffs(chance: Chance): AgreementDocument['handOffs'] {
  const clocks = { assign: clock('qualified', 'assigned', chance, 'system'), ...clocksOf(chance) };
  const escalation = escalationOf(chance, Object.keys(clocks));
  const ids = chance.below(2) === 0 ? ['inbound'] : ['demo', 'inbound'];
  return {
    default: { to: ladder(chance), clocks, escalation, ...maybe(chance, 70, () => ({ followUp: 'chase' })) },
    lanes: ids.map((id) => ({
      id,
      when: id === 'demo' ? { signal: 'demo' } : { any: [{ band: 'hot' }, condition(chance)] },
      ...maybe(chance, 30, () => ({ to: ladder(chance) })),
    })),
  };
}

const clock = (from: ClockDocument['from'], until: string, chance: Chance, by: ClockDocument['by'] = 'sales'): ClockDocument => {
  const hours = chance.pick(['always', 'rep', 'office']);
  return { from, until, within: chance.pick(hours === 'always' ? short : [...short, '1wd', '5wd']), hours, by };
};

const clocksOf = (chance: Chance): Record<string, ClockDocument> => ({
  ...maybe(chance, 80, () => ({ accept: clock(chance.pick(['noticed', 'assigned', 'qualified'] as const), 'accepted', chance) })),
  ...maybe(chance, 60, () => ({
    firstTouch: clock(chance.pick(['noticed', 'accepted', 'qualified'] as const), 'real-touch', chance),
  })),
  ...maybe(chance, 50, () => ({ attempt: clock(chance.pick(['noticed', 'assigned'] as const), 'attempted', chance) })),
  ...maybe(chance, 50, () => ({ idle: clock('attempted', 'attempted', chance) })),
  ...maybe(chance, 50, () => ({ verdict: clock('accepted', 'outcome', chance) })),
});

function escalationOf(chance: Chance, clocks: string[]): EscalationDocument[] {
  return some(chance, ['50%', '100%', '150%', '300%']).map((at): EscalationDocument => {
    const of = chance.pick(clocks);
    const act = chance.below(4);
    if (act === 0) return { at, of, do: 'notify', who: 'manager' };
    return act === 1 ? { at, of, do: 'queue', to: 'unworked' } : { at, of, do: act === 2 ? 'remind' : 'reassign' };
  });
}

function ladder(chance: Chance): RungDocument[] {
  const wait = maybe(chance, 60, () => ({ wait: chance.pick(['10min', '2h', '1d']) }));
  const strategy = chance.pick(['round-robin', 'least-loaded'] as const);
  const rungs: RungDocument[] = some(chance, [
    { rep: 'last', within: '90d', ...wait },
    { rep: { list: 'named-accounts', column: 'owner' }, ...wait },
    { pool: 'sdr', strategy, ...wait, ...maybe(chance, 40, () => ({ match: { territory: 'country' } })) },
    { rep: chance.pick(repIds.slice(0, 1)), ...wait },
    { hold: chance.pick(['nextShift', '3h', '2d']), ...maybe(chance, 50, () => ({ send: 'mail-0' })) },
    { pool: 'all', strategy, ...wait },
  ]);
  const last: RungDocument[] = chance.below(2) === 0 ? [{ queue: chance.pick(['unrouted', 'backlog']) }] : [];
  return rungs.length + last.length === 0 ? [{ pool: 'all' }] : [...rungs, ...last];
}

const outcomes = (chance: Chance): NonNullable<AgreementDocument['outcomes']> => [
  { reason: 'outside-profile', is: 'rejected', then: chance.pick(['nurturing', 'disqualified'] as const) },
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
  when: chance.below(2) === 0 ? { signal: chance.pick(signals) } : condition(chance),
  from: chance.pick([['lost'], ['disqualified'], ['lost', 'disqualified']] as const).slice(),
  ...maybe(chance, 50, () => ({ keep: 'last-rep' as const })),
});
