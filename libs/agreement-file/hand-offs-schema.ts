import { z } from 'zod';
import type { ClockDocument, EscalationDocument, HandOffsDocument, RungDocument } from '../domain/agreement/document.js';
import { clockStarts, strategies } from '../domain/agreement/terms.js';
import { condition } from './condition-schema.js';
import { say, strict } from './say.js';
import { clockName, id, path, share, span, text } from './words.js';

const wait = span.optional().describe('How long they have to accept before the next rung is tried; without it, no limit');
const rung: z.ZodType<RungDocument> = z
  .union(
    [
      strict({
        pool: id.describe('A pool of the team'),
        match: z.record(id, path).optional().describe('A rep’s traits, and the fields of the profile that they must include'),
        strategy: z
          .enum(strategies)
          .optional()
          .describe('Whose turn it is (round-robin, the default), who holds the fewest, or the first to accept of all who can'),
        wait,
      }),
      strict({
        rep: z
          .union(
            [
              id,
              strict({ list: id.describe('A list of the team'), column: text(60).describe('Its column that holds a rep’s id') }),
            ],
            say('a rep is an id, last, or a column of a list', 'write last, or { list: named-accounts, column: owner }'),
          )
          .describe('One rep: an id, the last who had the lead, or the owner by a list'),
        within: span.optional().describe('For `rep: last`: how long ago at most'),
        wait,
      }),
      strict({
        hold: z
          .union([z.literal('nextShift'), span], say('a hold ends', 'write nextShift, or a duration such as 2h'))
          .describe('Until somebody of the rungs before works again, or for a fixed time'),
        send: id.optional().describe('A message of the team that the lead gets meanwhile'),
      }),
      strict({ queue: id.describe('Where the lead waits for somebody to take it; `unrouted` is tried again by itself') }),
    ],
    say('a rung is a pool, a rep, a hold or a queue', 'write one of them, such as { pool: sdr }'),
  )
  .meta({
    id: 'rung',
    title: 'Rung',
    description: 'Whom the lead is offered to next',
    examples: [{ pool: 'sdr' }, { queue: 'unrouted' }],
  });

const clock: z.ZodType<ClockDocument> = strict({
  from: z.enum(clockStarts).describe('The moment from which it runs; last-touch: from each touch anew'),
  until: id.meta({
    description: 'The moment that meets it: assigned, accepted, attempted, outcome, or a signal',
    examples: ['assigned', 'accepted', 'attempted', 'outcome'],
  }),
  within: span.describe('How long is promised'),
  hours: id.meta({
    description:
      'When it counts: always; while the rep works (rep), anybody of the pool (pool), anybody of any pool of the lane (coverage); or by a calendar of the team',
    examples: ['always', 'rep', 'pool', 'coverage'],
  }),
  by: z.enum(['marketing', 'sales', 'system']).describe('Who promises it'),
}).meta({
  id: 'clock',
  title: 'Clock',
  description: 'A promise: from a moment, until another or a signal, within a time that counts during some hours, by one side',
  examples: [{ from: 'noticed', until: 'accepted', within: '30min', hours: 'rep', by: 'sales' }],
});

const watched = {
  at: share.describe('At which share of the clock, counted on the lead’s own wait'),
  of: clockName.describe('A clock of this lane'),
};
const escalation: z.ZodType<EscalationDocument> = z
  .discriminatedUnion(
    'do',
    [
      strict({ ...watched, do: z.enum(['remind', 'reassign']).describe('Tells the rep again, or gives the lead to another') }),
      strict({
        ...watched,
        do: z.literal('notify').describe('Tells somebody else'),
        who: z.literal('manager').describe('The rep’s manager'),
      }),
      strict({ ...watched, do: z.literal('queue').describe('Puts the lead into a queue'), to: id.describe('Which queue') }),
    ],
    say('an escalation does one of remind, notify, reassign, queue', 'write `do:` with one of them'),
  )
  .meta({ id: 'escalation', title: 'Escalation', description: 'What happens as a clock runs out, and beyond' });

const most = (what: string): [number, string] => [100, say(`these are too many ${what}`, 'keep it to 100')];
const lane = {
  to: z
    .array(rung)
    .max(...most('rungs'))
    .optional()
    .describe('The ladder: whom the lead is offered to, one rung after another'),
  clocks: z.record(clockName, clock).optional().describe('Promises by name; a lane’s own are added to the default’s'),
  escalation: z
    .array(escalation)
    .max(...most('escalations'))
    .optional()
    .describe('What happens as clocks run out'),
  followUp: id.optional().meta({ description: 'A cadence of followUp.cadences' }),
};

/** How a lead passes to sales: lanes, and what holds for all of them. */
export const handOffs: z.ZodType<HandOffsDocument> = strict({
  default: strict(lane).optional().describe('What holds for every lane that says nothing else'),
  lanes: z
    .array(
      strict({
        id: id.describe('The lane’s name, for good'),
        when: condition.describe('The lead is handed off once this holds'),
        ...lane,
      }),
    )
    .max(100, say('these are too many lanes', 'keep it to 100: what a lane says of itself is compiled for each'))
    .describe('Kinds of hand-off; the first whose condition holds'),
});
