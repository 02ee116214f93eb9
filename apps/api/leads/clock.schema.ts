import { z } from 'zod';
import { at } from '../words.js';

const credit = z.strictObject({
  reason: z.enum(['untold', 'outage']),
  detail: z.string().nullable().meta({ description: 'Why the notice came late, as a code; or which parts of Baton were away' }),
  fromAt: at,
  untilAt: at,
  ms: z.int().min(0).meta({ description: 'How far the deadline moved, in the clock’s own hours' }),
});

/** What is shown of a running clock, wherever one is. */
export const runningClock = {
  clock: z.string(),
  clause: z.string(),
  by: z.string(),
  dueAt: at,
  breachedAt: at.nullable().meta({ description: 'Charged to `by`' }),
  msLeft: z.number().meta({ description: 'Below zero: overdue' }),
  toldAt: at.nullable().meta({ description: 'Of sales: from when on the time is the rep’s; null: not told yet' }),
  systemBreachedAt: at.nullable().meta({ description: 'It ran out before its rep was told: charged to the system' }),
  parts: z
    .strictObject({ systemMs: z.int().min(0), humanMs: z.int().min(0) })
    .meta({ description: 'The two parts of its span so far' }),
  credits: z.array(credit).meta({ description: 'What moved the deadline, oldest first' }),
  note: z.string().nullable().meta({ description: 'Whose time runs, and what was credited, in words' }),
};

/** Told twelve minutes late, by a mail server that was away. */
export const runningClockExample = {
  clock: 'accept',
  clause: 'handOffs.default.clocks.accept',
  by: 'sales',
  dueAt: '2026-11-23T10:13:01.000Z',
  breachedAt: null,
  msLeft: 1_795_000,
  toldAt: '2026-11-23T09:43:01.000Z',
  systemBreachedAt: null,
  parts: { systemMs: 720_000, humanMs: 5_000 },
  credits: [
    {
      reason: 'untold',
      detail: 'mail.unreachable',
      fromAt: '2026-11-23T09:31:01.000Z',
      untilAt: '2026-11-23T09:43:01.000Z',
      ms: 720_000,
    },
  ],
  note: '12 min credited: told late (mail.unreachable)',
};
