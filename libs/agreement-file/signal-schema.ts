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

const fact = { fact: text(100), where: where.optional() };
const touch = { touch: z.enum(touchChannels), by: z.literal('rep').optional(), where: where.optional() };

const madeOf = say(
  'evidence is a fact or a touch',
  'write { fact: page_viewed } or { touch: call }; to join signals, cite them in a condition with all or any',
);
const evidence: z.ZodType<EvidenceDocument> = z.union([strict(fact), strict(touch)], madeOf);

const counting = {
  times: count(1).max(1_000, say('too many to count', 'write 1000 or less')).optional(),
  within: span.optional(),
  topic: z
    .union(
      [text(100), strict({ from: path })],
      say('a topic is a text or where to read it', 'write pricing, or { from: product }'),
    )
    .optional(),
};

/** Evidence named once, cited everywhere. */
export const signal: z.ZodType<SignalDocument> = z.union(
  [
    strict({ ...fact, ...counting }),
    strict({ ...touch, ...counting }),
    strict({ any: z.array(evidence).min(1, say('no evidence is named', 'name at least one fact or touch')), ...counting }),
  ],
  madeOf,
);
