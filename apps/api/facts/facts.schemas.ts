import { z } from 'zod';
import { say, strict } from '../../../libs/agreement-file/say.js';
import { identityFields } from '../leads/capture.schemas.js';
import { instant, text, uuid } from '../words.js';

const whose = strict({ leadId: uuid.optional(), ...identityFields }).refine(
  (lead) => Object.values(lead).some((value) => value !== undefined),
  { error: say('The fact names no lead.', 'Send one of leadId, externalId, email, phone or anonymousId.') },
);

const isFields = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The sender's own fields, taken as they are: `z.record` would copy them one by one, in every fact that comes. */
const anyFields = z
  .unknown()
  .refine(isFields, say('This has the wrong type.', 'Send an object: { … }.'))
  .meta({ type: 'object', additionalProperties: {} }) as unknown as z.ZodType<Record<string, unknown>>;

export const factBody = strict({
  id: text(200).meta({ description: "The sender's id: the same id and body again is a duplicate" }),
  kind: z
    .string()
    .regex(
      /^[A-Za-z][\w.:-]{0,79}$/,
      say('This is no kind of fact.', 'Use a letter, then up to 79 letters, digits, _ . : or -.'),
    ),
  occurredAt: instant,
  lead: whose,
  data: anyFields.default({}),
});

/** For a batch of which every fact is good, as nearly all are. */
export const factBodies = z.array(factBody);

/** Each fact is checked by itself, so that the good part of a batch is kept. */
export const factsBody = strict({ facts: z.array(z.unknown()).min(1).max(1000) });
export type FactsBody = z.infer<typeof factsBody>;

/** The same as /docs tells it. */
export const documentedFactsBody = strict({ facts: z.array(factBody).min(1).max(1000) }).meta({
  examples: [
    {
      facts: [
        {
          id: 'page-1',
          kind: 'page_viewed',
          occurredAt: '2026-11-23T09:30:00Z',
          lead: { email: 'eva@acme.example' },
          data: { path: '/pricing' },
        },
      ],
    },
  ],
});

export const placeAndCure = z.strictObject({ code: z.string(), path: z.string(), message: z.string(), cure: z.string() });

export const appended = z
  .strictObject({
    accepted: z.int(),
    duplicates: z.int(),
    refused: z.array(z.strictObject({ index: z.int(), problem: placeAndCure })),
    conflicts: z.array(z.strictObject({ leadId: z.uuid(), otherLeadId: z.uuid(), kind: z.string() })).optional(),
  })
  .meta({ id: 'Appended', description: '`index` is the place of a refused fact in the batch. All others are stored.' });
