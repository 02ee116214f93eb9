import { z } from 'zod';
import type { ListDocument, PoolDocument, RepDocument, TeamDocument } from '../domain/agreement/team-document.js';
import { say, strict } from './say.js';
import { count, id, span, text } from './words.js';

const shifts = z
  .array(
    z.string().regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/, say('this is no shift', 'write local times such as "09:00-17:00"')),
    say('shifts are a list', 'write ["09:00-17:00"]'),
  )
  .optional();

const calendar = strict({
  zone: text(60).meta({ description: 'An IANA time zone, such as Europe/Madrid' }),
  week: strict({ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts }),
  holidays: z
    .array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, say('this is no day', 'write a local day such as "2026-12-25"')))
    .optional(),
});

const email = z.email(say('this is no e-mail address', 'write one such as ana@example.com')).max(254);

const dayOrInstant = z
  .string()
  .max(40)
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/,
    say('this is no day and no instant', 'write a local day such as 2026-12-24, or an instant such as 2026-12-24T12:00:00Z'),
  );
const absence = strict({
  from: dayOrInstant,
  to: dayOrInstant.meta({ description: 'A day is included whole; an instant is the first that no longer belongs to it' }),
});

const rep: z.ZodType<RepDocument> = strict({
  id,
  name: text(100),
  email,
  calendar: id.optional().meta({ description: 'Without one the rep can be reached always' }),
  capacity: count(0).optional().meta({ description: 'Most leads held at once; without one there is no limit' }),
  dailyLimit: count(1)
    .optional()
    .meta({ description: 'Most hand-offs in one local day of the rep; without one there is no limit' }),
  absences: z.array(absence).optional().meta({ description: 'When the rep is away, whatever their calendar says' }),
  manager: z.union([id, email], say('a manager is a rep or an address', 'write a rep’s id or an e-mail address')).optional(),
  traits: z.record(id, z.array(text(100))).optional(),
});

const value = z.union(
  [text(254), z.number()],
  say('a list holds texts and numbers', 'write one of them, in quotes if it looks like something else'),
);
const list: z.ZodType<ListDocument> = z.union(
  [z.array(value), strict({ key: text(60), rows: z.array(z.record(text(60), value)) })],
  say(
    'a list holds values, or rows under a key',
    'write [acme.example], or { key: domain, rows: [{ domain: acme.example, owner: ana }] }',
  ),
);

const pool: z.ZodType<PoolDocument> = strict({
  reps: z.array(id),
  pace: strict({ atMost: count(1), per: span })
    .optional()
    .meta({ description: 'For a burst: at most so many hand-offs in any stretch of that length' }),
});

/** The team's schema: strict, as the agreement's. */
export const teamSchema: z.ZodType<TeamDocument> = strict({
  team: id.meta({ description: 'The name of this team, which agreements cite under uses.team' }),
  calendars: z.record(id, calendar).optional(),
  reps: z.array(rep),
  pools: z.record(id, pool).optional(),
  lists: z.record(id, list).optional(),
  messages: z.record(id, strict({ subject: text(200), text: text(20_000) })).optional(),
});
