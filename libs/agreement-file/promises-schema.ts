import { z } from 'zod';
import { periods, sharedMeasures, type PromiseDocument } from '../domain/agreement/promises.js';
import type { ReviewDocument } from '../domain/agreement/review.js';
import { sides, signedParts, signers, type SignsDocument } from '../domain/agreement/signs.js';
import { say, strict } from './say.js';
import { clockName, count, share, span } from './words.js';

const signerOf = (part: string): string =>
  part === 'default' ? 'Who must sign a change of a part that is not named here' : `Who must sign a change of ${part}`;

/** Who must sign a change of which part. `default` stands for the parts that are not named; `signs` itself always needs both. */
export const signs: z.ZodType<SignsDocument> = strict(
  Object.fromEntries(['default', ...signedParts].map((part) => [part, z.enum(signers).optional().describe(signerOf(part))])),
);

/** The agreement's own clock. */
export const review: z.ZodType<ReviewDocument> = strict({
  every: span.meta({ description: 'How long a version is in force before it is looked at again, such as 90d' }),
  remind: span.optional().meta({
    description: 'How long before that the members of marketing and sales are mailed, such as 14d; nobody is without it',
  }),
});

const promised = {
  by: z.enum(sides).describe('Who promises'),
  per: z.enum(periods).describe('Measured over each'),
};
const shared = {
  atLeast: share.optional().describe('The floor, as a share'),
  atMost: share.optional().describe('The ceiling, as a share'),
};
const promise: z.ZodType<PromiseDocument> = z.discriminatedUnion(
  'measure',
  [
    strict({
      ...promised,
      measure: z.literal('volume').describe('How many leads are handed over'),
      atLeast: count(0).optional().describe('The floor, as a count'),
      atMost: count(0).optional().describe('The ceiling, as a count'),
    }),
    strict({ ...promised, measure: z.enum(sharedMeasures).describe('A share of the leads handed over'), ...shared }),
    strict({
      ...promised,
      measure: z.literal('kept').describe('The share of clocks that were kept'),
      clock: clockName.optional().describe('Of this clock alone'),
      ...shared,
    }),
  ],
  say(
    'a promise measures one of volume, acceptance, completeness, kept, outcomes',
    'write `measure:` with one of them, such as { by: sales, measure: kept, clock: accept, atLeast: 90%, per: month }',
  ),
);

/** Both sides' promises: floors and ceilings. */
export const promises: z.ZodType<PromiseDocument[]> = z.array(promise);
