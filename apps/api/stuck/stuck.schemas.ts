import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { stages } from '../../../libs/domain/lifecycle/moves.js';
import { at, count, cursor, limit, next } from '../words.js';
import { howToFree } from './cure-of.js';
import { reason } from './retries.schemas.js';

const failed = z.strictObject({
  effect: z.string(),
  key: z.string(),
  clause: z.string(),
  code: z.string().nullable(),
  failures: count.meta({ description: 'Rounds of attempts that failed' }),
  retryAt: at.nullable().meta({ description: 'When it is tried again by itself' }),
});

export const stuckPage = z
  .strictObject({
    counts: z.array(z.strictObject({ reason: z.string(), leads: count, oldest: at, cure: z.string() })),
    free: z.strictObject({ one: z.string(), all: z.string() }),
    leads: z.array(
      z.strictObject({
        leadId: z.uuid(),
        reason: z.string(),
        since: at,
        stage: z.enum(stages),
        repId: z.string().nullable(),
        failed: z.array(failed),
      }),
    ),
    next,
    note: z.string(),
  })
  .meta({ id: 'Stuck', description: 'Longest stuck first' });

export const stuckQuery = strict({
  reason: reason.optional(),
  after: cursor.optional(),
  limit,
});

/** A turn that can't be taken leaves no row: its lead is known to be stuck by Temporal alone. */
export const turnsElsewhere = `Leads whose turn failed are known to Temporal alone: temporal workflow list --query 'LeadStuck = "turn.fault"'`;

export const stuckExample = {
  counts: [
    {
      reason: 'mail.refused',
      leads: 1,
      oldest: '2026-11-23T09:31:00.000Z',
      cure: 'Correct the rep’s address in the team; then retry.',
    },
  ],
  free: howToFree,
  leads: [
    {
      leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e',
      reason: 'mail.refused',
      since: '2026-11-23T09:31:00.000Z',
      stage: 'marketing_qualified',
      repId: 'ana',
      failed: [
        {
          effect: 'tellRep',
          key: 'handOff:1/notice#1',
          clause: 'handOffs.lanes.demo',
          code: 'mail.refused',
          failures: 1,
          retryAt: '2026-11-23T10:31:00.000Z',
        },
      ],
    },
  ],
  next: null,
  note: turnsElsewhere,
};
