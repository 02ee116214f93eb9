import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { at, count, limit, uuid } from '../words.js';

const run = {
  auditRunId: z.uuid(),
  by: z.string(),
  leadId: z.uuid().nullable().meta({ description: 'The one lead it looks at; null: all' }),
  lives: count.meta({ description: 'Lives there were when it began' }),
  audited: count.meta({ description: 'Lives looked at so far' }),
  turns: count.meta({ description: 'Turns decided again' }),
  reproduced: count.meta({ description: 'Turns that came out as they are stored' }),
  untold: count.meta({ description: 'Turns from before Baton kept what they saw: nobody can tell' }),
  differences: count,
  status: z.enum(['running', 'done', 'stopped']),
  startedAt: at,
  updatedAt: at,
  endedAt: at.nullable(),
};

const difference = z
  .strictObject({
    leadId: z.uuid(),
    turn: z.int().nullable().meta({ description: 'The turn that wrote it; null: it is about the whole life' }),
    kind: z.enum(['turn', 'facts', 'event', 'command', 'clock', 'seat', 'effect', 'dossier', 'life']).meta({
      description:
        'The kind of row that differs; `facts`: what the turn saw can’t be made anew, since something it saw has changed',
    }),
    field: z.string(),
    expected: z.string().nullable().meta({ description: 'What its inputs give, as JSON' }),
    stored: z.string().nullable(),
    sentence: z.string(),
  })
  .meta({ id: 'Audit difference' });

export const runView = z
  .strictObject({ ...run, found: z.array(difference).meta({ description: 'The first hundred' }) })
  .meta({ id: 'Audit run' });
export const runList = z
  .strictObject({ runs: z.array(z.strictObject(run)) })
  .meta({ id: 'Audit runs', description: 'Newest first' });
export const runsQuery = strict({ limit });
export const runBody = strict({
  id: uuid.optional().meta({ description: 'Makes repeating safe: the same id starts one run' }),
  leadId: uuid.optional().meta({ description: 'Looks at this lead alone' }),
});
export const startedRun = z
  .strictObject({ auditRunId: z.uuid().meta({ description: 'Ask on at GET /v1/audit/runs/{auditRunId}' }) })
  .meta({ id: 'Started audit' });

const leadId = '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e';
const example = {
  auditRunId: '0d0c2f8e-5b7a-4c0e-9a53-0c4f7b1f2a10',
  by: 'schedule',
  leadId: null,
  lives: 10_000,
  audited: 10_000,
  turns: 212_480,
  reproduced: 212_479,
  untold: 0,
  differences: 1,
  status: 'done',
  startedAt: '2026-11-23T03:00:00.000Z',
  updatedAt: '2026-11-23T03:02:00.000Z',
  endedAt: '2026-11-23T03:02:00.000Z',
};

export const runListExample = { runs: [example] };
export const runExample = {
  ...example,
  found: [
    {
      leadId,
      turn: 1_795_426_261_000,
      kind: 'event',
      field: 'body.repId',
      expected: '"ana"',
      stored: '"ben"',
      sentence: 'Event 3 of turn 1795426261000 (LeadAssigned): body.repId is "ben"; its inputs give "ana".',
    },
  ],
};
