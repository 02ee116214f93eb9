import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { touchChannels } from '../../../libs/domain/agreement/document.js';
import { stages } from '../../../libs/domain/lifecycle/moves.js';
import { id, instant, text, uuid } from '../words.js';

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
  result: text(100).optional(),
  occurredAt: instant.optional(),
});
const advance = strict({ kind: z.literal('advance'), ...byRep, to: z.enum(['sales_qualified', 'opportunity']) });
const outcome = strict({ kind: z.literal('outcome'), ...byRep, reason: id, nextContactAt: instant.optional() });
const reassign = strict({ kind: z.literal('reassign'), ...asked, toRepId: id });
const retry = strict({ kind: z.literal('retry'), ...asked });

const example = { id: '0b9f6a8e-4f0e-4c1b-8a55-2f1f0c9d7e10', repId: 'ana' };

export const commandBody = z.discriminatedUnion('kind', [accept, reject, touch, advance, outcome, reassign, retry]).meta({
  id: 'Command',
  examples: [
    { ...example, kind: 'accept' },
    { ...example, kind: 'touch', channel: 'call', seconds: 180, note: 'Wants to start in March.' },
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
