import { z } from 'zod';
import {
  touchChannels,
  type AgreementDocument,
  type CadenceDocument,
  type ContactDocument,
  type OutcomeDocument,
  type ScoringDocument,
  type TrackStepDocument,
} from '../domain/agreement/document.js';
import { condition } from './condition-schema.js';
import { handOffs } from './hand-offs-schema.js';
import { say, strict } from './say.js';
import { signal } from './signal-schema.js';
import { count, id, path, points, scalar, span, text } from './words.js';

const conditions = z.array(condition).optional();
const signals = z.array(id).optional();
const stages = strict({ attention: signals, interest: signals, desire: signals, action: signals });

const field = strict({
  oneOf: z.array(scalar).optional(),
  never: text(200)
    .optional()
    .meta({ description: 'No condition may ask for it, and why: it is written once the outcome is known' }),
  number: z.boolean().optional(),
  blank: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
});

const scoring: z.ZodType<ScoringDocument> = strict({
  fit: z.array(strict({ id, when: condition, points })).optional(),
  engagement: z.array(strict({ signal: id, points, halfLife: span.optional(), cap: z.number().optional() })).optional(),
  bands: z
    .array(strict({ band: id, fit: strict({ gte: z.number() }).optional(), engagement: strict({ gte: z.number() }).optional() }))
    .min(1, say('no band is named', 'end with a band that asks nothing: { band: cold }')),
});

const step: z.ZodType<TrackStepDocument> = z
  .lazy(() =>
    z.union(
      [
        strict({ id: id.optional(), send: id }),
        strict({ id: id.optional(), wait: span }),
        strict({
          id: id.optional(),
          waitFor: strict({ signal: id }),
          within: span,
          met: z.array(step).optional(),
          else: z.array(step).optional(),
        }),
      ],
      say('a step is send, wait or waitFor', 'write one of them, such as { send: welcome-1 }'),
    ),
  )
  .meta({ id: 'step' });

const contact: z.ZodType<ContactDocument> = strict({
  zone: text(60).optional().meta({ description: 'Where the profile has no timeZone: an IANA time zone. UTC without it' }),
  email: strict({
    atMost: count(1).optional(),
    per: span.optional(),
    hours: strict({ lead: text(20).meta({ description: 'Local time of the lead, such as 08:00-20:00' }) }).optional(),
  }).optional(),
  late: strict({ after: span, do: z.enum(['fire', 'skip', 'nextWindow']) }).optional(),
});

const cadence: z.ZodType<CadenceDocument> = strict({
  id,
  attempts: strict({ atLeast: count(1), over: span }).optional(),
  steps: z.array(strict({ id: id.optional(), touch: z.enum(touchChannels), after: span })),
});

const outcome: z.ZodType<OutcomeDocument> = strict({
  reason: id,
  is: z.enum(['rejected', 'disqualified', 'recycled', 'won', 'lost']),
  then: z.enum(['nurturing', 'disqualified']).optional(),
  until: z
    .union([span, strict({ field: path })], say('a rest ends', 'write a duration such as 30d, or { field: nextContact }'))
    .optional(),
  track: id.optional(),
  wakes: signals,
});

/** The agreement's schema: strict, so that a clause is built or refused, never ignored. */
export const agreementSchema: z.ZodType<AgreementDocument> = strict({
  agreement: id.meta({ description: 'The name of this agreement' }),
  uses: strict({ team: id.optional(), lists: z.array(id).optional() }).optional(),
  fields: z.record(path, field).optional(),
  signals: z.record(id, signal).optional(),
  requirements: strict({
    marketing_qualified: conditions,
    sales_accepted: conditions,
    sales_qualified: conditions,
    opportunity: conditions,
  }).optional(),
  disqualify: z.array(strict({ when: condition, reason: id })).optional(),
  scoring,
  buyerStage: stages.optional(),
  sellerStage: stages.optional(),
  contact: contact.optional(),
  nurture: strict({
    while: strict({ sales: z.enum(['quiet', 'continue']) }).optional(),
    tracks: z.array(strict({ id, when: condition, steps: z.array(step) })).optional(),
  }).optional(),
  handOffs,
  followUp: strict({ cadences: z.array(cadence).optional() }).optional(),
  outcomes: z.array(outcome).optional(),
  recycle: strict({ atMost: count(0).optional(), counts: z.enum(['fresh', 'all']).optional() }).optional(),
  reopen: strict({
    when: condition,
    from: z.array(z.enum(['lost', 'disqualified'])),
    keep: z.literal('last-rep').optional(),
  }).optional(),
});
