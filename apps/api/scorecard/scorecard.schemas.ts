import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { periods } from '../../../libs/domain/agreement/promises.js';
import { at, count, instant, text } from '../words.js';
import { definitions, promiseDefinition } from './definitions.js';

export const scorecardQuery = strict({
  from: instant.optional(),
  to: instant.optional(),
  per: z.enum(periods).default('week'),
  zone: text(64)
    .optional()
    .meta({ description: 'Whose midnight ends a period, such as Europe/Madrid; else the agreement’s contact.zone' }),
});

const share = z.number().min(0).max(1).nullable().meta({ description: 'Of what is decided; null: nothing is' });
const defined = z.string().meta({ description: 'What the numbers beside it count' });
const period = { from: at, to: at, over: z.boolean().meta({ description: 'The period has ended' }) };
const version = z.int().min(1);

const byPeriod = <T extends z.ZodRawShape>(numbers: T): z.ZodObject =>
  z.strictObject({
    definition: defined,
    periods: z.array(z.strictObject({ ...period, versions: z.array(z.strictObject({ agreementVersion: version, ...numbers })) })),
  });

const clock = z.strictObject({
  clock: z.string(),
  clause: z.string(),
  by: z.enum(['marketing', 'sales', 'system']),
  due: count,
  kept: count,
  broken: count,
  system: count,
  stopped: count,
  running: count,
  share,
});

const promise = z.strictObject({
  agreementVersion: version,
  clause: z.string(),
  by: z.enum(['marketing', 'sales']),
  measure: z.enum(['volume', 'acceptance', 'completeness', 'kept', 'outcomes']),
  clock: z.string().nullable().meta({ description: '`kept`: this clock; null: every clock of this side' }),
  per: z.enum(periods),
  atLeast: z.number().nullable(),
  atMost: z.number().nullable(),
  sentence: z.string().meta({ description: 'The promise in words' }),
  definition: defined,
  periods: z.array(
    z.strictObject({
      ...period,
      good: count,
      bad: count,
      open: count,
      value: z.number().nullable(),
      verdict: z.enum(['kept', 'broken', 'undecided']),
      why: z.enum(['running', 'open', 'nothing', 'part']).nullable(),
    }),
  ),
});

export const scorecardView = z
  .strictObject({
    from: at,
    to: at,
    zone: z.string(),
    per: z.enum(periods),
    volume: byPeriod({ handedOver: count }),
    acceptance: byPeriod({
      handedOver: count,
      contested: count,
      accepted: count,
      rejected: count,
      rejectedBy: z.array(z.strictObject({ reason: z.string(), handOffs: count })),
      undecided: count,
      merged: count,
      share,
    }),
    completeness: byPeriod({ handedOver: count, complete: count, incomplete: count, unknown: count, share }),
    clocks: byPeriod({ clocks: z.array(clock) }),
    outcomes: byPeriod({ accepted: count, inTime: count, late: count, open: count, share }),
    promises: z.strictObject({ definition: defined, promises: z.array(promise) }),
  })
  .meta({ id: 'Scorecard' });

const week = { from: '2026-11-15T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z', over: true };
const clause = 'handOffs.default.clocks.accept';
const answered = { handedOver: 40, contested: 1, accepted: 31, rejected: 7, undecided: 2, merged: 0, share: 31 / 38 };

export const scorecardExample = {
  from: week.from,
  to: week.to,
  zone: 'Europe/Madrid',
  per: 'week',
  volume: { definition: definitions.volume, periods: [{ ...week, versions: [{ agreementVersion: 3, handedOver: 40 }] }] },
  acceptance: {
    definition: definitions.acceptance,
    periods: [
      { ...week, versions: [{ agreementVersion: 3, ...answered, rejectedBy: [{ reason: 'outside-profile', handOffs: 7 }] }] },
    ],
  },
  completeness: {
    definition: definitions.completeness,
    periods: [
      { ...week, versions: [{ agreementVersion: 3, handedOver: 40, complete: 36, incomplete: 4, unknown: 0, share: 0.9 }] },
    ],
  },
  clocks: {
    definition: definitions.kept,
    periods: [
      {
        ...week,
        versions: [
          {
            agreementVersion: 3,
            clocks: [
              {
                clock: 'accept',
                clause,
                by: 'sales',
                due: 44,
                kept: 36,
                broken: 4,
                system: 2,
                stopped: 2,
                running: 0,
                share: 0.9,
              },
            ],
          },
        ],
      },
    ],
  },
  outcomes: {
    definition: definitions.outcomes,
    periods: [{ ...week, versions: [{ agreementVersion: 3, accepted: 30, inTime: 9, late: 1, open: 20, share: 0.9 }] }],
  },
  promises: {
    definition: promiseDefinition,
    promises: [
      {
        agreementVersion: 3,
        clause: 'promises.1',
        by: 'sales',
        measure: 'kept',
        clock: 'accept',
        per: 'week',
        atLeast: 0.9,
        atMost: null,
        sentence: 'Sales keeps at least 90% of its clock accept, every week.',
        definition: definitions.kept,
        periods: [{ ...week, good: 36, bad: 4, open: 0, value: 0.9, verdict: 'kept', why: null }],
      },
    ],
  },
};
