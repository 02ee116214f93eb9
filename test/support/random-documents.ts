import * as fc from 'fast-check';
import type { Condition, ValueTest } from '../../libs/domain/agreement/conditions.js';
import type { AgreementDocument } from '../../libs/domain/agreement/document.js';
import type { TeamDocument } from '../../libs/domain/agreement/team-document.js';
import { agreementOf, teamOf } from './agreement-document.js';

// A few names for everything, so that documents cite what they define about as often as what they lack.
const id = fc.constantFrom('a', 'b', 'hot', 'sdr', 'last', 'attempted', 'accepted', 'to-string');
const path = fc.constantFrom('country', 'a.b', 'email.domain', 'toString', 'hasOwnProperty.x', 'plan');
const span = fc.constantFrom('0ms', '1ms', '30min', '2h', '3650d', '9999d', '2wd', '1.5h', '0wd');
const share = fc.constantFrom('0%', '50%', '100%', '1000%', '9999%');
const number = fc.integer({ min: -100, max: 100 });
const scalar = fc.oneof(fc.constantFrom('ES', 'blank', 'present', 'x'), number, fc.boolean());
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 });
const some = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }, required: (keyof T)[] = []) =>
  fc.record(fields, { requiredKeys: required });
const named = <T>(item: fc.Arbitrary<T>) => fc.dictionary(id, item, { maxKeys: 3 });

const test = some<ValueTest>({ is: scalar, in: list(scalar), gte: number, lt: number, contains: fc.constant('x'), inList: id });
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(path, test).map(([field, tests]): Condition => ({ field, ...tests })),
    id.map((signal): Condition => ({ signal })),
    id.map((band): Condition => ({ band })),
    fc.constantFrom<Condition>({ buyerStage: 'action' }, { consent: 'email' }),
    list(tie('condition')).map((all): Condition => ({ all })),
    list(tie('condition')).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
  ),
}));

type Steps = NonNullable<NonNullable<AgreementDocument['nurture']>['tracks']>[number]['steps'];
const { steps } = fc.letrec<{ steps: Steps }>((tie) => ({
  steps: fc.array(
    fc.oneof(
      { maxDepth: 3 },
      some({ id, send: id }, ['send']),
      some({ id, wait: span }, ['wait']),
      some({ id, waitFor: fc.record({ signal: id }), within: span, met: tie('steps'), else: tie('steps') }, [
        'waitFor',
        'within',
      ]),
    ),
    { maxLength: 3 },
  ) as fc.Arbitrary<Steps>,
}));

const touch = fc.constantFrom('call' as const, 'meeting' as const);
const evidence = fc.oneof(
  some({ fact: id, where: fc.dictionary(path, fc.oneof(scalar, test)) }, ['fact']),
  some({ touch, by: fc.constant('rep' as const) }, ['touch']),
);
const counting = some({ times: fc.integer({ min: 1, max: 5 }), within: span, topic: fc.oneof(id, fc.record({ from: path })) });
const signal = fc
  .tuple(
    fc.oneof(
      evidence,
      fc.array(evidence, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    ),
    counting,
  )
  .map(([made, rest]) => ({ ...made, ...rest }));
const rung = fc.oneof(
  some({ pool: id, match: fc.dictionary(id, path), wait: span }, ['pool']),
  some({ rep: fc.oneof(id, fc.record({ list: id, column: id })), within: span, wait: span }, ['rep']),
  some({ hold: fc.oneof(fc.constant('nextShift'), span), send: id }, ['hold']),
  fc.record({ queue: id }),
);
const clock = fc.record({
  from: fc.constantFrom('qualified' as const, 'accepted' as const, 'attempted' as const),
  until: fc.oneof(id, fc.constant('outcome')),
  within: span,
  hours: fc.constantFrom('always', 'rep', 'coverage', 'madrid'),
  by: fc.constant('sales' as const),
});
const escalation = fc.oneof(
  fc.record({ at: share, of: id, do: fc.constantFrom('remind' as const, 'reassign' as const) }),
  fc.record({ at: share, of: id, do: fc.constant('notify' as const), who: fc.constant('manager' as const) }),
  fc.record({ at: share, of: id, do: fc.constant('queue' as const), to: id }),
);
const lane = { to: list(rung), clocks: named(clock), escalation: list(escalation), followUp: id };
const stages = some({ attention: list(id), action: list(id) });

const side = fc.constantFrom('marketing' as const, 'sales' as const);
const bounds = <T>(bound: fc.Arbitrary<T>) => ({
  by: side,
  per: fc.constantFrom('week' as const, 'month' as const),
  atLeast: bound,
  atMost: bound,
});
const promise = fc.oneof(
  some({ ...bounds(fc.nat(9)), measure: fc.constant('volume' as const) }, ['by', 'per', 'measure']),
  some({ ...bounds(share), measure: fc.constant('acceptance' as const) }, ['by', 'per', 'measure']),
  some({ ...bounds(share), measure: fc.constant('kept' as const), clock: id }, ['by', 'per', 'measure']),
);
const result = fc.oneof(fc.constantFrom('stop', 'next'), fc.record({ again: span }), fc.record({ needs: path }));
const aida = fc.constantFrom('interest' as const, 'action' as const);

const clauses = some<Record<keyof AgreementDocument, unknown>>({
  agreement: id,
  signs: fc.dictionary(fc.constantFrom('default', 'nurture', 'promises'), fc.oneof(side, fc.constant('both' as const))),
  review: some({ every: span, remind: span }, ['every']),
  missing: some({ track: id, within: span, by: fc.constant('marketing' as const) }, ['within', 'by']),
  promises: list(promise),
  uses: some({ team: id, lists: list(id) }),
  fields: fc.dictionary(path, some({ oneOf: list(scalar), number: fc.boolean(), blank: list(scalar), never: fc.constant('x') })),
  signals: named(signal),
  requirements: some({ opportunity: list(condition), marketing_qualified: list(condition) }),
  disqualify: list(fc.record({ when: condition, reason: id })),
  scoring: some(
    {
      fit: list(fc.record({ id, when: condition, points: number })),
      engagement: list(some({ signal: id, points: number, halfLife: span, cap: number }, ['signal', 'points'])),
      bands: fc.array(some({ band: id, fit: fc.record({ gte: number }), engagement: fc.record({ gte: number }) }, ['band']), {
        minLength: 1,
        maxLength: 3,
      }),
    },
    ['bands'],
  ),
  buyerStage: stages,
  sellerStage: stages,
  contact: some({
    zone: fc.constantFrom('UTC', 'Europe/Madrid', 'Mars/Base'),
    email: some({
      atMost: fc.constantFrom(1, 3),
      per: span,
      hours: fc.record({ lead: fc.constantFrom('08:00-20:00', '22:00-06:00', '8-9') }),
    }),
    late: fc.record({ after: span, do: fc.constantFrom('fire' as const, 'skip' as const, 'nextWindow' as const) }),
  }),
  nurture: some({ tracks: list(fc.record({ id, when: condition, steps })) }),
  handOffs: some({ default: some(lane), lanes: list(some({ id, when: condition, ...lane }, ['id', 'when'])) }, ['lanes']),
  followUp: some({
    cadences: list(
      some(
        {
          id,
          attempts: fc.record({ atLeast: fc.constant(2), over: span }),
          steps: list(some({ id, touch, after: span }, ['touch', 'after'])),
        },
        ['id', 'steps'],
      ),
    ),
    results: some({ call: fc.dictionary(id, result), meeting: fc.dictionary(id, result) }),
    gap: list(
      fc.record({
        when: fc.record({ sellerStage: aida, buyerStage: aida }),
        do: fc.constant('advise' as const),
        say: fc.constant('x'),
      }),
    ),
  }),
  outcomes: list(
    some(
      {
        reason: id,
        is: fc.constantFrom('rejected', 'recycled', 'won'),
        until: fc.oneof(span, fc.record({ field: path })),
        track: id,
        wakes: list(id),
        contest: span,
      },
      ['reason', 'is'],
    ),
  ),
  recycle: some({ atMost: fc.nat(5) }),
  reopen: fc.record({ when: condition, from: list(fc.constant('lost')) }),
}) as fc.Arbitrary<AgreementDocument>;

/** A sound document with up to three clauses changed at random: it compiles about as often as not. */
function changed<Document extends object>(
  sound: Document,
  changes: fc.Arbitrary<Document>,
  keys: (keyof Document)[],
): fc.Arbitrary<Document> {
  return fc.tuple(changes, fc.subarray(keys, { maxLength: 3 })).map(([random, picked]) => {
    const some = picked.filter((key) => random[key] !== undefined);
    return { ...sound, ...Object.fromEntries(some.map((key) => [key, random[key]])) };
  });
}
export const anyAgreement = changed(agreementOf(), clauses, [
  'uses',
  'fields',
  'signals',
  'requirements',
  'disqualify',
  'scoring',
  'buyerStage',
  'sellerStage',
  'nurture',
  'handOffs',
  'followUp',
  'outcomes',
  'recycle',
  'reopen',
  'signs',
  'review',
  'missing',
  'promises',
]);

const value = fc.oneof(fc.constantFrom('acme.example', 'constructor', 'a'), number);
const people = some<Record<keyof TeamDocument, unknown>>({
  team: id,
  calendars: named(
    some(
      {
        zone: fc.constantFrom('Europe/Madrid', 'Mars/Base'),
        week: some({ mon: list(fc.constantFrom('09:00-17:00', '22:00-06:00', '99:99-00:00')) }),
      },
      ['zone', 'week'],
    ),
  ),
  reps: list(
    some({ id, name: id, email: fc.constant('a@example.com'), calendar: id, manager: id, traits: fc.dictionary(id, list(id)) }, [
      'id',
      'name',
      'email',
    ]),
  ),
  pools: named(fc.record({ reps: list(id) })),
  lists: named(fc.oneof(list(value), fc.record({ key: id, rows: list(fc.dictionary(id, value)) }))),
  messages: named(fc.record({ subject: fc.constantFrom('Hello {{plan}}', '{{', 'x'), text: id })),
}) as fc.Arbitrary<TeamDocument>;
export const anyTeam = changed(teamOf(), people, ['calendars', 'reps', 'pools', 'lists', 'messages']);
