import { z } from 'zod';
import { touchChannels, type AgreementDocument, type CadenceDocument } from '../domain/agreement/document.js';
import type { GapDocument, ResultDocument } from '../domain/agreement/follow-up.js';
import { aida } from '../domain/scoring/standing.js';
import { say, strict } from './say.js';
import { count, id, path, span, text } from './words.js';

const cadence: z.ZodType<CadenceDocument> = strict({
  id: id.describe('The cadence’s name, which a lane’s followUp cites'),
  attempts: strict({ atLeast: count(1).describe('Touches at least'), over: span.describe('Within this time') })
    .optional()
    .describe('How much effort is promised'),
  steps: z
    .array(
      strict({
        id: id.optional().describe('Names the step for good; its channel without it'),
        touch: z.enum(touchChannels).describe('The channel'),
        after: span.describe('How long after the step before it, in the rep’s hours'),
      }),
    )
    .describe('Planned touches, one after another'),
});

const result: z.ZodType<ResultDocument> = z.union(
  [
    z.enum(['stop', 'next']),
    strict({ again: span.describe('Repeats the step after this time') }),
    strict({ needs: path.describe('Waits for this field of the profile') }),
  ],
  say(
    'a result stops the cadence, goes on, repeats the step or waits for a field',
    'write stop, next, { again: 30min } or { needs: phone }',
  ),
);
const results = z
  .record(id, result)
  .meta({ description: 'Every result that a touch of this channel may have, and what it does to the cadence' });

const gap: z.ZodType<GapDocument> = strict({
  when: strict({
    sellerStage: z.enum(aida).describe('Where sales stands'),
    buyerStage: z.enum(aida).describe('Where the buyer stands'),
  }).describe('The gap between the two cycles'),
  do: z.literal('advise').describe('What is done: the rep is advised'),
  say: text(300).meta({ description: 'What the rep is told' }),
});

/** What sales does after acceptance: planned touches, what their results mean, and advice where the two cycles drift apart. */
export const followUp: z.ZodType<NonNullable<AgreementDocument['followUp']>> = strict({
  cadences: z.array(cadence).optional().describe('Planned touches, by name'),
  results: strict(Object.fromEntries(touchChannels.map((channel) => [channel, results.optional()])))
    .optional()
    .describe('By channel: what a touch may come to'),
  gap: z.array(gap).optional().describe('Advice where the two cycles drift apart'),
});
