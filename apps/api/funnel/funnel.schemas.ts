import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { stages } from '../../../libs/domain/lifecycle/moves.js';
import { at, count, instant } from '../words.js';

export const funnelQuery = strict({ from: instant.optional(), to: instant.optional(), by: z.literal('week').default('week') });

const share = z.number().min(0).max(1);
const defined = z.string().meta({ description: 'What the numbers beside it count' });
const ms = z.number().nullable();

export const funnelView = z
  .strictObject({
    from: at,
    to: at,
    now: z.strictObject({ definition: defined, stages: z.array(z.strictObject({ stage: z.enum(stages), leads: count })) }),
    conversion: z.strictObject({
      definition: defined,
      cohorts: z.array(
        z.strictObject({
          weekOf: z.string(),
          leads: count,
          reached: z.array(z.strictObject({ stage: z.enum(stages), leads: count, share })),
        }),
      ),
    }),
    timeInStage: z.strictObject({
      definition: defined,
      stages: z.array(z.strictObject({ stage: z.enum(stages), ended: count, goingOn: count, medianMs: ms, p90Ms: ms })),
    }),
  })
  .meta({ id: 'Funnel' });

export const definitions = {
  now: 'Leads by the stage they stand in at this moment, whenever they entered; a captured lead whose life has not opened yet is an inquiry.',
  conversion:
    'Leads whose life opened (they entered inquiry) in the week from Monday 00:00 UTC, within from and to; of them, how many ever entered each stage up to now, and their share. Young cohorts can still grow. What a reset undid does not count.',
  timeInStage:
    'Of the leads that entered inquiry within from and to: stays in each stage, from the event that entered it to the next change of stage, on the wall clock. Median and 90th percentile are of stays that ended; goingOn counts those that have not. A lead that comes back stays twice.',
};

export const funnelExample = {
  from: '2026-11-09T00:00:00.000Z',
  to: '2026-11-23T00:00:00.000Z',
  now: { definition: definitions.now, stages: [{ stage: 'nurturing', leads: 812 }] },
  conversion: {
    definition: definitions.conversion,
    cohorts: [
      {
        weekOf: '2026-11-09',
        leads: 200,
        reached: [
          { stage: 'inquiry', leads: 200, share: 1 },
          { stage: 'marketing_qualified', leads: 50, share: 0.25 },
        ],
      },
    ],
  },
  timeInStage: {
    definition: definitions.timeInStage,
    stages: [{ stage: 'marketing_qualified', ended: 40, goingOn: 10, medianMs: 900_000, p90Ms: 5_400_000 }],
  },
};
