import { z } from 'zod';
import { say, strict } from '../../../libs/agreement-file/say.js';
import { parseSpan } from '../../../libs/domain/agreement/span.js';
import { at, count, limit, uuid } from '../words.js';

const spanCure = 'Write a number and a unit: 45s, 30min, 2h or 3d.';

export const reason = z.string().regex(/^[a-z0-9_.-]{1,60}$/, say('This is no reason.', 'Take one from GET /v1/stuck.'));

const olderThan = z
  .string()
  .refine((text) => msOf(text) !== null, say('This is no duration.', spanCure))
  .transform((text) => msOf(text) ?? 0)
  .meta({ description: 'Only leads stuck for longer, such as 30min, 2h or 3d' });

export const retryBody = strict({
  id: uuid.optional().meta({ description: 'Makes repeating safe: the same id starts one retry' }),
  reason: reason.optional().meta({ description: 'Only leads stuck for this reason; left out: all' }),
  olderThan: olderThan.optional(),
  limit: z.int().min(1).max(10_000_000).optional().meta({ description: 'Most leads, the longest stuck first' }),
  dryRun: z.boolean().default(false).meta({ description: 'Counts and shows; nothing is started' }),
});

export const retryPlan = z
  .strictObject({
    retryId: z.uuid().nullable().meta({ description: 'Ask on at GET /v1/stuck/retries/{retryId}; null: nothing was started' }),
    dryRun: z.boolean(),
    leads: count.meta({ description: 'How many will be retried' }),
    reasons: z.array(z.strictObject({ reason: z.string(), leads: count, oldest: at.nullable(), cure: z.string() })),
    examples: z.array(z.strictObject({ leadId: z.uuid(), reason: z.string(), since: at })),
  })
  .meta({ id: 'Retry plan' });

export const retryView = z
  .strictObject({
    retryId: z.uuid(),
    by: z.string(),
    reason: z.string().nullable(),
    olderThanMs: count.nullable(),
    most: count.nullable(),
    matched: count.meta({ description: 'Stuck leads that fitted when it began' }),
    retried: count.meta({ description: 'Sent `retry` so far; whether that freed them, GET /v1/stuck tells' }),
    status: z.enum(['running', 'done', 'stopped']),
    startedAt: at,
    updatedAt: at,
    endedAt: at.nullable(),
  })
  .meta({ id: 'Retry' });

export const retryList = z.strictObject({ retries: z.array(retryView) }).meta({ id: 'Retries', description: 'Newest first' });
export const retriesQuery = strict({ limit });

function msOf(text: string): number | null {
  const span = parseSpan(text);
  return span !== null && 'ms' in span ? span.ms : null;
}

export const retryPlanExample = {
  retryId: '0d0c2f8e-5b7a-4c0e-9a53-0c4f7b1f2a10',
  dryRun: false,
  leads: 20,
  reasons: [
    {
      reason: 'mail.refused',
      leads: 20,
      oldest: '2026-11-23T09:31:00.000Z',
      cure: 'Correct the rep’s address in the team; then retry.',
    },
  ],
  examples: [{ leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e', reason: 'mail.refused', since: '2026-11-23T09:31:00.000Z' }],
};

export const retryExample = {
  retryId: '0d0c2f8e-5b7a-4c0e-9a53-0c4f7b1f2a10',
  by: 'olga',
  reason: 'mail.refused',
  olderThanMs: null,
  most: null,
  matched: 20,
  retried: 20,
  status: 'done',
  startedAt: '2026-11-23T11:02:00.000Z',
  updatedAt: '2026-11-23T11:02:01.000Z',
  endedAt: '2026-11-23T11:02:01.000Z',
};
