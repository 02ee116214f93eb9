import { z } from 'zod';
import { touchChannels, type EvidenceDocument, type SignalDocument } from '../domain/agreement/document.js';
import { valueTest } from './condition-schema.js';
import { say, strict } from './say.js';
import { count, path, scalar, span, text } from './words.js';

const where = z
  .record(
    path,
    z.union([scalar, valueTest], say('a value or a test is wanted here', 'write a value, or a test such as { gte: 30 }')),
  )
  .meta({ description: 'Tests of the fact’s data, by dotted path; a bare value means { is: value }' });

const fact = {
  fact: text(100).describe('The kind of fact that is evidence, such as page_viewed'),
  where: where.optional(),
};
const touch = {
  touch: z.enum(touchChannels).describe('The channel of the touch that is evidence'),
  by: z.literal('rep').optional().describe('Only a touch by a rep'),
  where: where.optional(),
};

const madeOf = say(
  'evidence is a fact or a touch',
  'write { fact: page_viewed } or { touch: call }; to join signals, cite them in a condition with all or any',
);
const evidence: z.ZodType<EvidenceDocument> = z.union([strict(fact), strict(touch)], madeOf);

const counting = {
  times: count(1)
    .max(1_000, say('too many to count', 'write 1000 or less'))
    .optional()
    .describe('How many pieces of evidence it takes; one without it'),
  within: span.optional().describe('All of them within this time; without it, ever'),
  topic: z
    .union(
      [text(100), strict({ from: path.describe('Where in the fact’s data the topic stands') })],
      say('a topic is a text or where to read it', 'write pricing, or { from: product }'),
    )
    .optional()
    .describe('What the lead showed interest in: told to the rep'),
};

/** Evidence named once, cited everywhere. */
export const signal: z.ZodType<SignalDocument> = z
  .union(
    [
      strict({ ...fact, ...counting }),
      strict({ ...touch, ...counting }),
      strict({
        any: z
          .array(evidence)
          .min(1, say('no evidence is named', 'name at least one fact or touch'))
          .describe('Each of these is evidence'),
        ...counting,
      }),
    ],
    madeOf,
  )
  .meta({
    id: 'signal',
    title: 'Signal',
    description: 'Evidence, named once and cited everywhere: a fact or a touch, how often, within which time',
    examples: [{ fact: 'page_viewed', where: { path: { startsWith: '/pricing' } }, topic: 'pricing' }],
  });
