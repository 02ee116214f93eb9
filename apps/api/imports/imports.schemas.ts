import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { afterNumber, at, count, limit } from '../words.js';

export const uploadQuery = strict({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((word) => word === 'true')
    .meta({ description: 'true: everything is checked and counted, and nothing stored' }),
});

export const reportQuery = strict({
  after: afterNumber,
  limit,
});

const problem = z.strictObject({ path: z.string(), message: z.string(), cure: z.string() });

export const importView = z
  .strictObject({
    importId: z.uuid(),
    by: z.string().nullable().meta({ description: 'The member who sent it; null: before there were members' }),
    mapping: z.string().meta({ description: 'The name of the mapping' }),
    dryRun: z.boolean(),
    status: z
      .enum(['running', 'done', 'failed', 'interrupted'])
      .meta({ description: 'interrupted: its process died or was stopped; send the same file again' }),
    problem: problem.nullable().meta({ description: 'Why it failed or was interrupted' }),
    bytes: count.meta({ description: 'Length of the file' }),
    bytesRead: count,
    rows: count.meta({ description: 'Lines that were read; created + known + refused' }),
    created: count.meta({ description: 'Rows that opened a lead' }),
    known: count.meta({ description: 'Rows of leads that were there already' }),
    refused: count.meta({ description: 'Lines that could not be read' }),
    facts: count.meta({ description: 'Facts that were news' }),
    startedAt: at,
    updatedAt: at,
    endedAt: at.nullable(),
    refusals: z
      .array(problem.extend({ line: z.int().meta({ description: 'Line of the file, from 1, the header' }) }))
      .meta({ description: 'In order of lines; the first 10,000 are kept. No cell is quoted' }),
    next: z.int().nullable().meta({ description: 'Ask on with ?after=; null on the last page' }),
  })
  .meta({ id: 'Import' });

export const importExample = {
  importId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e',
  by: 'mona',
  mapping: 'x-education',
  dryRun: false,
  status: 'done',
  problem: null,
  bytes: 2478185,
  bytesRead: 2478185,
  rows: 9240,
  created: 9239,
  known: 0,
  refused: 1,
  facts: 36853,
  startedAt: '2026-11-23T09:30:00.000Z',
  updatedAt: '2026-11-23T09:30:20.000Z',
  endedAt: '2026-11-23T09:30:20.000Z',
  refusals: [{ line: 17, path: 'profile.visits', message: '`TotalVisits` is no number', cure: 'write digits' }],
  next: null,
};
