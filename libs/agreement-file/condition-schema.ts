import { z } from 'zod';
import type { Condition, ValueTest } from '../domain/agreement/conditions.js';
import { aida, channels } from '../domain/scoring/standing.js';
import { say, strict } from './say.js';
import { id, path, scalar, text } from './words.js';

/** The one dialect of conditions, everywhere the same. */
const tests = {
  is: scalar.optional().meta({ description: 'Equal, without regard to case. `present` and `blank` test for presence.' }),
  in: z.array(scalar).optional().describe('Equal to one of these, without regard to case'),
  gte: z.number().optional().describe('This number or more'),
  lte: z.number().optional().describe('This number or less'),
  gt: z.number().optional().describe('More than this number'),
  lt: z.number().optional().describe('Less than this number'),
  contains: text(200).optional().describe('These very letters stand somewhere in it, without regard to case; no pattern'),
  startsWith: text(200).optional().describe('It begins with these very letters, without regard to case; no pattern'),
  inList: id.optional().meta({ description: 'A list of the team, named under uses.lists' }),
};

export const valueTest: z.ZodType<ValueTest> = strict(tests).meta({
  id: 'test',
  title: 'Test of a value',
  description: 'Every test that is given must hold',
  examples: [{ gte: 30 }],
});

const kinds = 'all, any, not, field, signal, band, buyerStage or consent';

export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union(
      [
        strict({ field: path.describe('A field of the profile, declared under `fields`'), ...tests }),
        strict({ signal: id.describe('Holds while the evidence of this signal does') }),
        strict({ band: id.describe('Holds while the lead is in this band') }),
        strict({ buyerStage: z.enum(aida).describe('Holds while the buyer is at this stage') }),
        strict({ consent: z.enum(channels).describe('Holds while the lead allows this channel') }),
        strict({ all: z.array(condition).describe('All of these hold') }),
        strict({ any: z.array(condition).describe('At least one of these holds') }),
        strict({ not: z.lazy(() => condition).describe('This does not hold') }),
      ],
      say(
        `a condition asks one thing: ${kinds}`,
        'write one of them, such as { signal: demo-asked }; join several with all or any',
      ),
    ),
  )
  .meta({
    id: 'condition',
    title: 'Condition',
    description: 'What must hold of a lead, at that moment',
    examples: [{ signal: 'demo-asked' }, { all: [{ band: 'hot' }, { field: 'country', is: 'present' }] }],
  });
