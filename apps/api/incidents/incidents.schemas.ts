import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { at, count } from '../words.js';

const fates = z.strictObject({
  held: count,
  sent: count,
  unknown: count.meta({ description: 'May have gone; never repeated' }),
  skipped: count.meta({ description: 'Too late for its policy, no longer wanted, or its hand-off was over' }),
  failed: count,
  underWay: count.meta({ description: 'Released, or put off to when it may go' }),
});

const foreseen = z.strictObject({
  send: count,
  move: count.meta({ description: 'Put off to when hours, cap or lateness allow it' }),
  skip: count.meta({ description: 'Too late for its policy, no longer wanted, or its hand-off is over' }),
});

const byUrgency = <T extends z.ZodType>(each: T) =>
  z.strictObject({ notice: each, reminder: each, nurture: each }).meta({
    description: 'Hand-off notices; what else sales is told or a lead has asked for; marketing. They go out in this order',
  });

const onReturn = z
  .strictObject({
    perSecond: count,
    seconds: count.meta({ description: 'How long the paced return takes' }),
    sends: byUrgency(foreseen),
  })
  .meta({ description: 'What becomes of the held sends if the channel is back now' });

export const incident = z.strictObject({
  incidentId: z.uuid(),
  channel: z.enum(['mail']),
  status: z.enum(['away', 'returning', 'over']),
  code: z.string().meta({ description: 'Why the first sends were not taken' }),
  since: at.meta({ description: 'The first send that was not taken' }),
  until: at.nullable().meta({ description: 'When the channel answered again; null: it is away' }),
  closedAt: at.nullable().meta({ description: 'When the last held send was released' }),
  hours: z.number().meta({ description: 'Lost to the provider, from `since` until `until`, or so far' }),
  probes: count,
  nextProbeAt: at.nullable(),
  oldestHeldAt: at.nullable(),
  sends: byUrgency(fates),
  onReturn: onReturn.nullable().meta({ description: 'Null when nothing is held any more' }),
});

export const incidentList = z
  .strictObject({ incidents: z.array(incident) })
  .meta({ id: 'Incidents', description: 'Channels that are or were away, the newest first' });

export const incidentsQuery = strict({
  limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'Most incidents' }),
});

const noFates = { held: 0, sent: 0, unknown: 0, skipped: 0, failed: 0, underWay: 0 };

export const incidentExample = {
  incidentId: '0d0c2f8e-5b7a-4c0e-9a53-0c4f7b1f2a10',
  channel: 'mail',
  status: 'away',
  code: 'mail.unreachable',
  since: '2026-11-20T17:04:11.000Z',
  until: null,
  closedAt: null,
  hours: 39.2,
  probes: 2_358,
  nextProbeAt: '2026-11-22T08:17:00.000Z',
  oldestHeldAt: '2026-11-20T17:04:13.000Z',
  sends: {
    notice: { ...noFates, held: 212, skipped: 14 },
    reminder: { ...noFates, held: 96 },
    nurture: { ...noFates, held: 4_310, skipped: 870 },
  },
  onReturn: {
    perSecond: 10,
    seconds: 462,
    sends: {
      notice: { send: 212, move: 0, skip: 0 },
      reminder: { send: 96, move: 0, skip: 0 },
      nurture: { send: 1_200, move: 2_900, skip: 210 },
    },
  },
};
