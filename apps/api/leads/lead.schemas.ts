import { z } from 'zod';
import { stages } from '../../../libs/domain/lifecycle/moves.js';
import { aida } from '../../../libs/domain/scoring/standing.js';
import { identityKinds } from '../../../libs/persistence/facts/identity.js';
import { strict } from '../../../libs/agreement-file/say.js';
import { runningClock } from './clock.schema.js';
import { afterNumber, at, count, instant, limit } from '../words.js';

const reason = z.strictObject({
  kind: z.enum(['fit', 'engagement']),
  rule: z.string(),
  clause: z.string(),
  points: z.number(),
  count: z.int().optional(),
  lastAt: at.optional(),
});

export const assessment = z
  .strictObject({
    at,
    fit: z.number(),
    engagement: z.number(),
    band: z.string(),
    buyerStage: z.enum(aida),
    reasons: z.array(reason),
  })
  .meta({ id: 'Assessment', description: 'The points of the reasons add up to fit + engagement' });

const clock = z.strictObject({ id: z.string(), repId: z.string().nullable(), startedAt: at, ...runningClock });

const handOff = z.strictObject({
  number: z.int(),
  lane: z.string(),
  clause: z.string(),
  openedAt: at,
  assignedAt: at.nullable(),
  noticedAt: at.nullable(),
  acceptedAt: at.nullable(),
  attemptedAt: at.nullable(),
  heldUntilAt: at.nullable(),
  rungUntilAt: at.nullable(),
  why: z
    .strictObject({
      repId: z.string().nullable(),
      by: z.enum(['ladder', 'escalation', 'command', 'taken']).nullable(),
      clause: z.string(),
      pool: z.string().nullable(),
      strategy: z.string().nullable(),
      whyNot: z.array(z.strictObject({ repId: z.string(), why: z.string() })),
      sentence: z.string(),
    })
    .nullable()
    .meta({ description: 'Why this rep, or nobody yet, and why not the others' }),
});

const word = z.strictObject({ given: z.boolean(), at });

export const leadView = z
  .strictObject({
    leadId: z.uuid(),
    stage: z.enum(stages),
    stageSinceAt: at,
    sellerStage: z.enum(aida).nullable(),
    buyerStage: z.enum(aida).nullable(),
    repId: z.string().nullable(),
    queue: z.string().nullable(),
    assessment: assessment.nullable(),
    changesAt: at.nullable().meta({ description: 'When the standing changes by itself' }),
    handOffs: count,
    handOff: handOff.nullable(),
    clocks: z.array(clock),
    nextWake: z.strictObject({ at, why: z.string().nullable() }).nullable(),
    stuck: z.string().nullable().meta({ description: 'Why the lead is stuck, as a code' }),
    track: z
      .strictObject({ track: z.string(), step: z.string(), untilAt: at.nullable(), signal: z.string().nullable() })
      .nullable(),
    cadence: z
      .strictObject({
        cadence: z.string(),
        step: z.string(),
        dueAt: at.nullable(),
        needs: z
          .string()
          .nullable()
          .meta({ description: 'The field without which nothing is due: a touch has shown it to be wrong' }),
      })
      .nullable(),
    touches: count,
    lastTouchAt: at.nullable(),
    recycles: count,
    rest: z.strictObject({ sinceAt: at, untilAt: at.nullable(), wakes: z.array(z.string()) }).nullable(),
    agreementVersion: z.int().nullable(),
    teamVersion: z.int().nullable(),
    turn: z.int(),
    facts: count,
    heardFacts: count.meta({ description: 'Facts that a turn of the lead has seen' }),
    mergedIntoLeadId: z.uuid().nullable(),
    createdAt: at,
    profile: z.record(z.string(), z.unknown()),
    identities: z.array(z.strictObject({ kind: z.enum(identityKinds), value: z.string() })),
    consent: z.strictObject({ email: word.optional(), phone: word.optional() }),
    note: z.string().optional(),
  })
  .meta({ id: 'Lead' });

const { number, lane, clause, openedAt, assignedAt, noticedAt, acceptedAt, attemptedAt } = handOff.shape;

export const leadThenView = z
  .strictObject({
    leadId: z.uuid(),
    at: at.meta({ description: 'The instant asked for; all of it is as Baton knew it then' }),
    firstKnownAt: at,
    stage: z.enum(stages),
    stageSinceAt: at,
    sellerStage: z.enum(aida).nullable(),
    buyerStage: z.string().nullable(),
    repId: z.string().nullable(),
    queue: z.string().nullable(),
    assessment: assessment.nullable().meta({ description: 'Null: no agreement was in force' }),
    handOffs: count,
    handOff: z.strictObject({ number, lane, clause, openedAt, assignedAt, noticedAt, acceptedAt, attemptedAt }).nullable(),
    clocks: z.array(clock),
    stuck: z.string().nullable(),
    touches: count,
    lastTouchAt: at.nullable(),
    recycles: count,
    agreementVersion: count.meta({ description: '0: it had not had a turn' }),
    teamVersion: count,
    turn: z.int(),
    facts: count.meta({ description: 'Received by then' }),
  })
  .meta({ id: 'Lead then' });

export const leadNowOrThen = z.union([leadView, leadThenView]);
export const leadQuery = strict({
  at: instant.optional().meta({ description: 'An instant of the past; absent: now' }),
});

export const scoreView = z
  .strictObject({ leadId: z.uuid(), agreementVersion: z.int(), assessment, changesAt: at.nullable() })
  .meta({ id: 'Score' });

export const eventPage = z
  .strictObject({
    events: z.array(z.looseObject({ id: z.string(), kind: z.string(), at, agreementVersion: z.int(), teamVersion: z.int() })),
    next: z.string().nullable().meta({ description: 'Ask on with ?after=; null on the last page' }),
  })
  .meta({ id: 'Events' });

export const factPage = z
  .strictObject({
    facts: z.array(
      z.strictObject({
        id: z.string(),
        seq: z.int(),
        kind: z.string(),
        occurredAt: at,
        receivedAt: at,
        by: z.string().nullable().meta({ description: 'The member who told it; null: Baton itself' }),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.int().nullable().meta({ description: 'Ask on with ?after=; null on the last page' }),
  })
  .meta({ id: 'Facts of a lead' });

export const dossierView = z
  .looseObject({
    leadId: z.uuid(),
    handOff: z.int(),
    openedAt: at,
    lane: z.string(),
    score: assessment,
    profile: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Dossier' });

export const eventQuery = strict({
  after: z
    .string()
    .regex(/^\d{1,16}-\d{1,6}$/)
    .optional(),
  limit,
});
export const factQuery = strict({ after: afterNumber, limit });
export const scoreQuery = strict({ at: instant.optional() });
export const dossierQuery = strict({ handOff: z.coerce.number().int().min(1).max(1_000_000).optional() });
