import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { touchChannels } from '../../../libs/domain/agreement/document.js';
import { stages } from '../../../libs/domain/lifecycle/moves.js';
import { at, id, instant, limit, text, uuid } from '../words.js';

const asked = {
  id: uuid.meta({ description: 'Your UUID: the same id again gets the same answer' }),
  note: text(4000).optional().meta({ description: 'Free text. It stays in the database beside the command' }),
};
const byRep = { ...asked, repId: id };

const accept = strict({ kind: z.literal('accept'), ...byRep });
const reject = strict({ kind: z.literal('reject'), ...byRep, reason: id });
const touch = strict({
  kind: z.literal('touch'),
  ...byRep,
  channel: z.enum(touchChannels),
  seconds: z.int().min(0).max(86_400).optional(),
  result: id.optional().meta({ description: 'What it came to, by a word of the agreement: followUp.results' }),
  occurredAt: instant.optional(),
});
const advance = strict({ kind: z.literal('advance'), ...byRep, to: z.enum(['sales_qualified', 'opportunity']) });
const outcome = strict({ kind: z.literal('outcome'), ...byRep, reason: id, nextContactAt: instant.optional() });
const reassign = strict({ kind: z.literal('reassign'), ...asked, toRepId: id });
const retry = strict({ kind: z.literal('retry'), ...asked });
const contest = strict({ kind: z.literal('contest'), ...asked });

const example = { id: '0b9f6a8e-4f0e-4c1b-8a55-2f1f0c9d7e10', repId: 'ana' };

export const commandBody = z
  .discriminatedUnion('kind', [accept, reject, touch, advance, outcome, reassign, retry, contest])
  .meta({
    id: 'Command',
    examples: [
      { ...example, kind: 'accept' },
      { ...example, kind: 'touch', channel: 'call', seconds: 180, result: 'connected', note: 'Wants to start in March.' },
      { ...example, kind: 'outcome', reason: 'not-now', nextContactAt: '2027-03-01T09:00:00Z' },
    ],
  });
export type CommandBody = z.infer<typeof commandBody>;

const leadSummary = z.strictObject({
  leadId: z.uuid(),
  stage: z.enum(stages),
  repId: z.string().nullable(),
  queue: z.string().nullable(),
  handOff: z.int().nullable(),
  sellerStage: z.string().nullable(),
  turn: z.int(),
});

export const commandAnswer = z.strictObject({ applied: z.boolean(), why: z.string().optional(), lead: leadSummary }).meta({
  id: 'Answer',
  description: 'The answer of the lead, and where it stands now. `applied: false` is a yes that changed nothing.',
});
export type CommandAnswer = z.infer<typeof commandAnswer>;

const askedCommand = z
  .strictObject({
    id: z.uuid(),
    kind: z.string(),
    by: z.string().nullable().meta({ description: 'The member who asked; null: before there were members' }),
    receivedAt: at,
    body: z.record(z.string(), z.unknown()),
    note: z.string().nullable(),
    answer: z
      .strictObject({
        applied: z.boolean(),
        why: z.string().nullable().meta({ description: 'The code of a refusal, or why nothing changed' }),
        turn: z.int().nullable(),
      })
      .nullable()
      .meta({ description: 'null: none yet' }),
  })
  .meta({ id: 'Asked command' });

export const commandsQuery = strict({ limit });
export const commandList = z
  .strictObject({ commands: z.array(askedCommand) })
  .meta({ id: 'Commands', description: 'Newest first' });

export const askedExample = {
  id: '0b9f6a8e-4f0e-4c1b-8a55-2f1f0c9d7e10',
  kind: 'accept',
  by: 'ana',
  receivedAt: '2026-11-23T09:31:12.000Z',
  body: { repId: 'ana' },
  note: null,
  answer: { applied: true, why: null, turn: 1795426272000 },
};
