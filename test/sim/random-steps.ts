import type { Chance } from '../support/seeded.js';
import { maybe } from './lots.js';
import { repIds } from './random-team.js';
import type { Act, Step } from './steps.js';
import { day, hour, minute, start, year, type Instant } from './time.js';

/** What happens to so many leads in so many years, in order. It comes in bursts: a visit, a call with its sequel, a storm. */
export function randomSteps(chance: Chance, leads: number, years: number): Step[] {
  const steps: Step[] = [];
  for (let lead = 0; lead < leads; lead += 1) {
    const from = start + chance.below(20 * day);
    const domain = chance.pick(['acme.example', 'acme.example', 'buyer.example', 'buyer.example', rival]);
    steps.push({ at: from, lead, do: 'profile', field: 'email', value: `x@${domain}` });
    steps.push({ at: from, lead, do: 'consent', given: chance.below(5) > 0 });
    steps.push({ at: from + 1, lead, ...visit(chance) });
    for (let at: Instant = from; at < start + years * year; at += gap(chance)) {
      const burst = 1 + chance.below(4);
      for (let n = 0; n < burst; n += 1) steps.push({ at: at + n * chance.below(hour), lead, ...act(chance) });
    }
  }
  return steps.sort((a, b) => a.at - b.at);
}

/** On the list of competitors. */
const rival = 'rival.example';

const gap = (chance: Chance): number => chance.pick([minute, hour, day, 5 * day, 15 * day, 60 * day]) * (1 + chance.below(3));

const kinds: [number, (chance: Chance) => Act][] = [
  [40, (chance) => visit(chance)],
  [34, (chance) => ({ do: 'work', roll: chance.below(100), ...result(chance) })],
  [4, (chance) => command(chance)],
  [3, (chance) => ({ do: 'profile', field: 'country', value: chance.pick(['ES', 'GB', 'US', null]) })],
  [1, (chance) => ({ do: 'profile', field: 'email', value: `x@${chance.pick(['acme.example', rival])}` })],
  [2, (chance) => ({ do: 'profile', field: 'timeZone', value: chance.pick(['Asia/Tokyo', 'Mars/Base', null]) })],
  [2, (chance) => ({ do: 'profile', field: 'employees', value: chance.pick([5, 500, null]) })],
  [3, (chance) => ({ do: 'consent', given: chance.below(2) === 0 })],
  [
    3,
    (chance) => ({
      do: 'mail',
      is: chance.pick(['away', 'refused', 'crashes', 'bounces', 'held'] as const),
      ms: chance.pick([hour, 9 * hour, 3 * day]),
    }),
  ],
  [2, (chance) => ({ do: 'outage', ms: chance.pick([minute, hour, 9 * hour, 3 * day, 20 * day]) })],
  [2, (chance) => ({ do: 'reset', back: 1 + chance.below(6) })],
  [1, () => ({ do: 'twice' })],
  [1, () => ({ do: 'lost' })],
  [1, () => ({ do: 'ring' })],
  [1, () => ({ do: 'cancel' })],
  [1, () => ({ do: 'free' })],
  [1, (chance) => ({ do: 'team', which: chance.below(3) })],
];
const rare = 2_000;

function act(chance: Chance): Act {
  if (chance.below(rare) === 0) return { do: 'merge' };
  let lot = chance.below(kinds.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, make] of kinds) {
    lot -= weight;
    if (lot < 0) return make(chance);
  }
  throw new Error('The lots do not add up');
}

function visit(chance: Chance): Act {
  const ago = chance.below(4) > 0 ? 0 : chance.pick([minute, 2 * hour, 3 * day, 40 * day, -4 * minute]);
  const [kind, data] = chance.pick<[string, Record<string, unknown>]>([
    ['form_submitted', { form: 'demo', product: 'crm' }],
    ['form_submitted', { form: 'news' }],
    ['page_viewed', { path: '/pricing' }],
    ['page_viewed', { path: '/' }],
    ['page_viewed', { path: '/pricing' }],
    ['file_downloaded', {}],
    ['unsubscribed', {}],
    [
      'touch',
      {
        channel: chance.pick(['call', 'email']),
        by: 'rep',
        repId: chance.pick(repIds),
        seconds: chance.below(90),
        ...result(chance),
      },
    ],
  ]);
  // To be gone for good is not everyday.
  return kind === 'unsubscribed' && chance.below(4) > 0
    ? { do: 'fact', kind: 'page_viewed', data: { path: '/' }, ago }
    : { do: 'fact', kind, data, ago };
}

const result = (chance: Chance): { result?: string } =>
  maybe(chance, 90, () => ({
    result: chance.pick(['connected', 'no-answer', 'busy', 'busy', 'busy', 'wrong-number', 'No idea!']),
  }));

const command = (chance: Chance): Act => ({
  do: 'command',
  kind: chance.pick(['accept', 'reject', 'touch', 'advance', 'outcome', 'reassign', 'retry', 'contest']),
  by: chance.below(2) === 0 ? null : chance.pick([...repIds, 'nobody']),
  word: chance.pick(['outside-profile', 'not-now', 'too-dear', 'bought', 'sales_qualified', 'opportunity', 'constructor']),
});
