import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { at, count, limit, next, text } from '../words.js';

const effect = z.strictObject({
  key: z.string().meta({ description: 'Its purpose: done once, whatever is retried or undone' }),
  kind: z.enum(['tellRep', 'tellManager', 'sendMessage']),
  clause: z.string().nullable().meta({ description: 'The clause of the agreement that asked for it' }),
  turn: z.int().meta({ description: 'The turn that planned it' }),
  plannedAt: at,
  repId: z.string().nullable(),
  message: z.string().nullable(),
  status: z.enum(['planned', 'sending', 'done', 'unknown', 'skipped', 'failed', 'held']).meta({
    description:
      '`unknown`: it may have gone when its sender died, and is never repeated; `failed`: refused for good, see GET /v1/stuck; `held`: its channel is away, see GET /v1/incidents',
  }),
  attempts: count,
  code: z.string().nullable().meta({ description: 'Why it is not done' }),
  receipt: z.string().nullable().meta({ description: 'The provider’s own id of it' }),
  startedAt: at.nullable().meta({ description: 'Of the last attempt' }),
  endedAt: at.nullable().meta({ description: 'Of the last attempt' }),
});

export const effectPage = z
  .strictObject({ effects: z.array(effect), next })
  .meta({ id: 'Effects', description: 'In the order in which they were planned' });

export const effectQuery = strict({
  after: text(320)
    .regex(/^\d{1,16}-.{1,300}$/)
    .optional(),
  limit,
});

export const effectsExample = {
  effects: [
    {
      key: 'handOff:1/notice#1',
      kind: 'tellRep',
      clause: 'handOffs.lanes.demo',
      turn: 1_795_426_260_000,
      plannedAt: '2026-11-23T09:31:00.000Z',
      repId: 'ana',
      message: null,
      status: 'done',
      attempts: 1,
      code: null,
      receipt: '250 2.0.0 Ok: queued as 4XyZ12',
      startedAt: '2026-11-23T09:31:00.120Z',
      endedAt: '2026-11-23T09:31:00.310Z',
    },
  ],
  next: null,
};
