import { z } from 'zod';
import { say, strict } from '../../../libs/agreement-file/say.js';
import { stages } from '../../../libs/domain/lifecycle/moves.js';
import { at, cursor, id, limit, next, text } from '../words.js';

/** `true`, `false`, or a reason such as `mail.refused`. */
const stuck = z
  .string()
  .regex(/^[a-z0-9_.-]{1,60}$/, say('This is no reason.', 'Send true, false, or a reason that GET /v1/stuck lists.'))
  .transform((word) => (word === 'true' || word === 'false' ? word === 'true' : word))
  .meta({ description: 'true, false, or a reason such as mail.refused' });

const searched = text(200)
  .regex(/[\p{L}\p{N}]/u, say('There is no word in it.', 'Send a letter or a digit at least.'))
  .meta({
    description: 'Beginnings of words of name, e-mail and company, in any order; or the beginning of an address or external id',
  });

export const leadListQuery = strict({
  stage: z.enum(stages).optional(),
  band: id.optional(),
  repId: id.optional(),
  queue: id.optional(),
  stuck: stuck.optional(),
  q: searched.optional(),
  after: cursor.optional(),
  limit,
});
export type LeadListQuery = z.infer<typeof leadListQuery>;

const listed = z.strictObject({
  leadId: z.uuid(),
  name: z.string().nullable().meta({ description: 'Name, else company or e-mail; null for a visitor nobody knows yet' }),
  stage: z.enum(stages),
  band: z.string().nullable().meta({ description: 'As of the last turn that saw it change' }),
  repId: z.string().nullable(),
  queue: z.string().nullable(),
  stuck: z.string().nullable(),
  changedAt: at.meta({ description: 'The last turn; before the first, the capture' }),
  createdAt: at,
});

export const leadPage = z
  .strictObject({ leads: z.array(listed), next })
  .meta({ id: 'Leads', description: 'Newest change first' });

export const leadPageExample = {
  leads: [
    {
      leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e',
      name: 'Eva Ruiz',
      stage: 'marketing_qualified',
      band: 'hot',
      repId: 'ana',
      queue: null,
      stuck: null,
      changedAt: '2026-11-23T09:31:00.000Z',
      createdAt: '2026-11-23T09:30:00.000Z',
    },
  ],
  next: 'WzE3OTU0MjYyNjEwMDAsIjIwMjYiXQ.Jt3cNrPkFEkZ6Ch3Xo1lNQ',
};
