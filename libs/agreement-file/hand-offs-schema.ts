import { z } from 'zod';
import type { ClockDocument, EscalationDocument, HandOffsDocument, RungDocument } from '../domain/agreement/document.js';
import { condition } from './condition-schema.js';
import { say, strict } from './say.js';
import { clockName, id, path, share, span, text } from './words.js';

const rung: z.ZodType<RungDocument> = z.union(
  [
    strict({
      pool: id,
      match: z.record(id, path).optional(),
      strategy: z.enum(['round-robin', 'least-loaded']).optional(),
      wait: span.optional(),
    }),
    strict({
      rep: z.union(
        [id, strict({ list: id, column: text(60) })],
        say('a rep is an id, last, or a column of a list', 'write last, or { list: named-accounts, column: owner }'),
      ),
      within: span.optional(),
      wait: span.optional(),
    }),
    strict({
      hold: z.union([z.literal('nextShift'), span], say('a hold ends', 'write nextShift, or a duration such as 2h')),
      send: id.optional(),
    }),
    strict({ queue: id }),
  ],
  say('a rung is a pool, a rep, a hold or a queue', 'write one of them, such as { pool: sdr }'),
);

const clock: z.ZodType<ClockDocument> = strict({
  from: z.enum(['qualified', 'assigned', 'noticed', 'accepted', 'attempted']),
  until: id.meta({ description: 'assigned, accepted, attempted, outcome, or a signal' }),
  within: span,
  hours: id.meta({ description: 'always, rep, or a calendar of the team' }),
  by: z.enum(['marketing', 'sales', 'system']),
});

const watched = { at: share, of: clockName };
const escalation: z.ZodType<EscalationDocument> = z.discriminatedUnion(
  'do',
  [
    strict({ ...watched, do: z.enum(['remind', 'reassign']) }),
    strict({ ...watched, do: z.literal('notify'), who: z.literal('manager') }),
    strict({ ...watched, do: z.literal('queue'), to: id }),
  ],
  say('an escalation does one of remind, notify, reassign, queue', 'write `do:` with one of them'),
);

const lane = {
  to: z.array(rung).optional(),
  clocks: z.record(clockName, clock).optional(),
  escalation: z.array(escalation).optional(),
  followUp: id.optional().meta({ description: 'A cadence of followUp.cadences' }),
};

/** How a lead passes to sales: lanes, and what holds for all of them. */
export const handOffs: z.ZodType<HandOffsDocument> = strict({
  default: strict(lane).optional(),
  lanes: z.array(strict({ id, when: condition, ...lane })),
});
