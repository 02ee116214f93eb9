import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { stages } from '../../../libs/domain/lifecycle/moves.js';
import { runningClock, runningClockExample } from '../leads/clock.schema.js';
import { at, count, limit } from '../words.js';

const clock = z.strictObject(runningClock);

const queued = z.strictObject({
  why: z.strictObject({ sentence: z.string(), clause: z.string() }).nullable(),
  leadId: z.uuid(),
  name: z.string().nullable(),
  stage: z.enum(stages),
  band: z.string().nullable(),
  isOffered: z.boolean().meta({ description: 'Nobody’s yet: offered to several, the first who accepts has it' }),
  minutesLeft: z.int().nullable().meta({ description: 'On the most urgent promise of sales; below zero: overdue' }),
  clocks: z.array(clock),
  nextTouch: z
    .strictObject({
      cadence: z.string(),
      step: z.string(),
      touch: z.string().nullable(),
      dueAt: at.nullable(),
      needs: z
        .string()
        .nullable()
        .meta({ description: 'The field without which nothing is due: a touch has shown it to be wrong' }),
    })
    .nullable()
    .meta({ description: 'The next planned touch' }),
  advice: z.array(z.string()).meta({ description: 'What the agreement says of the gaps between the two cycles, latest last' }),
});

export const repQueueView = z
  .strictObject({
    repId: z.string(),
    name: z.string().nullable(),
    held: count.meta({ description: 'Leads the rep holds' }),
    offered: count.meta({ description: 'Leads that are offered to the rep, among others' }),
    queue: z.array(queued),
  })
  .meta({ id: 'Rep queue', description: 'By minutes left, then by band' });

export const repQueueQuery = strict({ limit });

export const repQueueExample = {
  repId: 'ana',
  name: 'Ana',
  held: 1,
  offered: 0,
  queue: [
    {
      why: {
        sentence:
          'First hand-off by handOffs.lanes.demo of saas-inbound: the lead is hot, at action, above all demo-asked (60 points).',
        clause: 'handOffs.lanes.demo',
      },
      leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e',
      name: 'Eva Ruiz',
      stage: 'marketing_qualified',
      band: 'hot',
      isOffered: false,
      minutesLeft: 29,
      clocks: [runningClockExample],
      nextTouch: null,
      advice: [],
    },
  ],
};
