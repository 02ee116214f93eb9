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
  week: strict({
    mon: shifts.describe('Monday'),
    tue: shifts.describe('Tuesday'),
    wed: shifts.describe('Wednesday'),
    thu: shifts.describe('Thursday'),
    fri: shifts.describe('Friday'),
    sat: shifts.describe('Saturday'),
    sun: shifts.describe('Sunday'),
  }).describe('Shifts in local time; a day without any is free'),
  holidays: z
    .array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, say('this is no day', 'write a local day such as "2026-12-25"')))
    .optional()
    .describe('Local days without shifts'),
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
  from: dayOrInstant.describe('A local day or an instant'),
  to: dayOrInstant.meta({ description: 'A day is included whole; an instant is the first that no longer belongs to it' }),
});

const manager = z
  .union([id, email], say('a manager is a rep or an address', 'write a rep’s id or an e-mail address'))
  .meta({ description: 'Told of breaches; a member with that address and the role manager sees and commands these leads' });

const rep: z.ZodType<RepDocument> = strict({
  id: id.describe('The rep’s id, for good'),
  name: text(100).describe('The rep’s name, as mails say it'),
  email: email.describe('Where the rep is told of leads'),
  calendar: id.optional().meta({ description: 'Without one the rep can be reached always' }),
  capacity: count(0).optional().meta({ description: 'Most leads held at once; without one there is no limit' }),
  dailyLimit: count(1)
    .optional()
    .meta({ description: 'Most hand-offs in one local day of the rep; without one there is no limit' }),
  absences: z.array(absence).optional().meta({ description: 'When the rep is away, whatever their calendar says' }),
  manager: manager.optional(),
  traits: z
    .record(id, z.array(text(100)))
    .optional()
    .describe('What `match` of a ladder compares with the lead’s profile'),
});

const value = z.union(
  [text(254), z.number()],
  say('a list holds texts and numbers', 'write one of them, in quotes if it looks like something else'),
);
const list: z.ZodType<ListDocument> = z.union(
  [
    z.array(value),
    strict({
      key: text(60).describe('The column that is looked up'),
      rows: z.array(z.record(text(60), value)).describe('Rows, each by its columns'),
    }),
  ],
  say(
    'a list holds values, or rows under a key',
    'write [acme.example], or { key: domain, rows: [{ domain: acme.example, owner: ana }] }',
  ),
);

const pool: z.ZodType<PoolDocument> = strict({
  reps: z.array(id).describe('Reps of the team'),
  manager: manager.optional(),
  pace: strict({ atMost: count(1).describe('Hand-offs at most'), per: span.describe('In any stretch of this time') })
    .optional()
    .meta({ description: 'For a burst: at most so many hand-offs in any stretch of that length' }),
});

/** The team's schema: strict, as the agreement's. */
export const teamSchema: z.ZodType<TeamDocument> = strict({
  team: id.meta({ description: 'The name of this team, which agreements cite under uses.team' }),
  calendars: z.record(id, calendar).optional().describe('Working hours, by name'),
  reps: z.array(rep).describe('Who can be handed a lead'),
  pools: z.record(id, pool).optional().describe('Reps among whom a lead is given or offered'),
  lists: z.record(id, list).optional().describe('Values and rows that conditions and ladders look up'),
  messages: z
    .record(
      id,
      strict({
        subject: text(200).describe('With fields of the profile: {{firstName|there}}'),
        text: text(20_000).describe('With fields of the profile: {{company.name|your company}}'),
      }),
    )
    .optional()
    .describe('What is sent to leads'),
});
