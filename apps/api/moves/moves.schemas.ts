import { z } from 'zod';
import { say, strict } from '../../../libs/agreement-file/say.js';
import { parseSpan } from '../../../libs/domain/agreement/span.js';
import { stages } from '../../../libs/domain/lifecycle/moves.js';
import { at, count, uuid } from '../words.js';

const msOf = (text: string): number | null => {
  const span = parseSpan(text);
  return span !== null && 'ms' in span ? span.ms : null;
};

const undoWithin = z
  .string()
  .refine((text) => msOf(text) !== null, say('This is no duration.', 'Write a number and a unit: 30min, 2h or 3d.'))
  .transform((text) => msOf(text) ?? 0)
  .meta({ description: 'How long after its start the move may be undone, such as 30min, 2h or 3d' });

export const moveBody = strict({
  id: uuid.optional().meta({ description: 'Makes repeating safe: the same id is one move' }),
  stages: z
    .array(z.enum(stages))
    .min(1)
    .optional()
    .meta({ description: 'Only leads in these stages; left out: all that are open' }),
  bands: z.array(z.string().min(1).max(40)).min(1).max(20).optional().meta({ description: 'Only leads in these bands' }),
  leadIds: z.array(uuid).min(1).max(10_000).optional().meta({ description: 'Only these leads' }),
  undoWithin: undoWithin.default(86_400_000),
});

export const moveAsked = z
  .strictObject({ moveId: z.uuid().meta({ description: 'Ask on at GET /v1/moves/{moveId}' }) })
  .meta({ id: 'Move asked for' });

const landing = z.looseObject({ version: z.int(), stage: z.string(), band: z.string().nullable(), lane: z.string().nullable() });
const example = z.strictObject({ leadId: z.uuid(), before: landing, after: landing });
const counted = z.strictObject({ why: z.string(), leads: count });

const result = z.strictObject({
  moved: count,
  asPreviewed: count.meta({ description: 'Came to exactly what the preview says' }),
  differed: z.array(z.strictObject({ leadId: z.uuid(), why: z.string(), expected: landing, found: landing })),
  notMoved: z.array(counted),
  waiting: count.meta({ description: 'Not moved yet' }),
  deadlinesMoved: count.meta({ description: 'Running clocks with another deadline than before' }),
});

export const moveView = z
  .strictObject({
    moveId: z.uuid(),
    version: z.int(),
    by: z.string(),
    status: z.enum(['previewing', 'previewed', 'moving', 'moved', 'undoing', 'undone', 'stopped']),
    filter: z.strictObject({
      stages: z.array(z.string()).nullable(),
      bands: z.array(z.string()).nullable(),
      leadIds: count.nullable().meta({ description: 'How many were named' }),
    }),
    matched: count.nullable().meta({ description: 'Leads that fit when the preview began' }),
    askedAt: at,
    startedAt: at.nullable(),
    undoUntil: at.nullable(),
    undoWithinMs: count,
    leads: count.meta({ description: 'Previewed so far' }),
    preview: z.strictObject({
      unchanged: count.meta({ description: 'Nothing changes but the version' }),
      again: count.meta({ description: 'Previewed again at the start: they had changed' }),
      changes: z.array(z.strictObject({ change: z.string(), leads: count, examples: z.array(example) })),
    }),
    result: result.nullable(),
    undone: z
      .strictObject({
        leads: count,
        asBefore: count,
        kept: z.array(z.strictObject({ why: z.string(), leads: count, examples: z.array(z.uuid()) })),
      })
      .nullable(),
  })
  .meta({ id: 'Move' });

const standing = { stage: 'nurturing', buyerStage: 'interest', lane: null, track: 'welcome/wait:3d', next: null, clocks: {} };
const leadId = '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e';

export const moveExample = {
  moveId: '0d4f7a52-6c11-4a9e-8f0b-2a7c5e9b1d33',
  version: 5,
  by: 'mona',
  status: 'previewed',
  filter: { stages: ['nurturing'], bands: null, leadIds: null },
  matched: 412,
  askedAt: '2026-11-23T09:30:00.000Z',
  startedAt: null,
  undoUntil: null,
  undoWithinMs: 86_400_000,
  leads: 412,
  preview: {
    unchanged: 411,
    again: 0,
    changes: [
      {
        change: 'band warm → cold',
        leads: 1,
        examples: [
          { leadId, before: { version: 4, band: 'warm', ...standing }, after: { version: 5, band: 'cold', ...standing } },
        ],
      },
    ],
  },
  result: null,
  undone: null,
};
