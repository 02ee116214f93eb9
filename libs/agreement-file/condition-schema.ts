import { z } from 'zod';
import type { Condition, ValueTest } from '../domain/agreement/conditions.js';
import { aida, channels } from '../domain/scoring/standing.js';
import { say, strict } from './say.js';
import { id, path, scalar, text } from './words.js';

/** The one dialect of conditions, everywhere the same. */
const tests = {
  is: scalar.optional().meta({ description: 'Equal, without regard to case. `present` and `blank` test for presence.' }),
  in: z.array(scalar).optional(),
  gte: z.number().optional(),
  lte: z.number().optional(),
  gt: z.number().optional(),
  lt: z.number().optional(),
  contains: text(200).optional(),
  startsWith: text(200).optional(),
  inList: id.optional().meta({ description: 'A list of the team, named under uses.lists' }),
};

export const valueTest: z.ZodType<ValueTest> = strict(tests).meta({ id: 'test' });

const kinds = 'all, any, not, field, signal, band, buyerStage or consent';

export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union(
      [
        strict({ field: path, ...tests }),
        strict({ signal: id }),
        strict({ band: id }),
        strict({ buyerStage: z.enum(aida) }),
        strict({ consent: z.enum(channels) }),
        strict({ all: z.array(condition) }),
        strict({ any: z.array(condition) }),
        strict({ not: condition }),
      ],
      say(
        `a condition asks one thing: ${kinds}`,
        'write one of them, such as { signal: demo-asked }; join several with all or any',
      ),
    ),
  )
  .meta({ id: 'condition' });
