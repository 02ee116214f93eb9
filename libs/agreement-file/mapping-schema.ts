import { z } from 'zod';
import { steps, type CellDocument, type MappingDocument, type WhenDocument } from '../import-file/mapping-document.js';
import { say, strict } from './say.js';
import { id, path, text } from './words.js';

const column = text(200).meta({ description: 'A column, by its name in the header' });
const blank = z.array(z.string().max(200)).optional().meta({ description: 'Texts that say nothing; the empty cell never does' });

const cell: z.ZodType<CellDocument> = z
  .union(
    [
      column,
      strict({
        column,
        normalise: z
          .array(z.enum(steps))
          .optional()
          .meta({ description: 'trim: no outer space; lower: small letters; number; yesNo: true or false' }),
        prefix: text(60).optional().meta({ description: 'Put before the cell, so that ids of two systems stay apart' }),
        blank,
      }),
    ],
    say('a column is wanted here', 'write its name, or { column: Lead Source, normalise: [lower] }'),
  )
  .meta({ id: 'cell', title: 'Cell', description: 'A column, and how its cell is read', examples: ['Lead Source'] });

const when: z.ZodType<WhenDocument> = z.union(
  [
    z.literal('atImport'),
    strict({
      column,
      zone: text(60).optional().meta({ description: 'An IANA time zone; without one each cell bears its offset' }),
      format: text(60).optional().meta({ description: 'Of yyyy MM dd HH mm ss; default yyyy-MM-dd HH:mm:ss' }),
    }),
  ],
  say('an instant comes from a column or the import', 'write atImport, or { column: Created, zone: Europe/Madrid }'),
);

const answers = z.array(z.string().max(200)).min(1, say('no answer is named', 'name the cells that mean this, such as [Yes]'));
const consent = strict({
  column,
  given: answers.describe('Cells that allow it'),
  withdrawn: answers.describe('Cells that forbid it'),
});

const kind = z
  .string()
  .regex(/^[A-Za-z][\w.:-]{0,79}$/, say('this is no kind of fact', 'use a letter, then up to 79 letters, digits, _ . : or -'));

/** The mapping's schema: strict, as the agreement's. */
export const mappingSchema: z.ZodType<MappingDocument> = strict({
  mapping: id.meta({ description: 'The name of this mapping: part of the id of every fact it makes' }),
  source: text(200).optional().meta({ description: 'Where the leads come from, for people; default the name' }),
  delimiter: z.enum([',', ';', '\t', '|']).optional().meta({ description: 'Default: a comma' }),
  blank,
  never: z
    .record(column, text(200))
    .optional()
    .meta({ description: 'Columns that can not be inputs, and why: what was written once the outcome was known' }),
  changedAt: when.optional().meta({ description: 'When the row was so: it decides whose word on consent is the latest' }),
  identity: strict({
    externalId: cell.optional().describe('The sender’s own id of the lead'),
    email: cell.optional().describe('Its e-mail address'),
    phone: cell.optional().describe('Its telephone number'),
    anonymousId: cell.optional().describe('The id of a visitor nobody knows yet'),
  }).describe('By what a lead is known again'),
  profile: z.record(path, cell).optional().meta({ description: 'Fields of the agreement, and the column of each' }),
  consent: strict({
    email: consent.optional().describe('Whether marketing may write'),
    phone: consent.optional().describe('Whether sales may call'),
  })
    .optional()
    .describe('What the lead allows, by channel'),
  facts: z
    .array(
      strict({
        fact: kind.describe('The kind of fact'),
        occurredAt: when.describe('When it happened'),
        data: z.record(path, cell).optional().describe('What it tells, and the column of each'),
      }),
    )
    .max(20, say('too many facts a row', 'name at most 20'))
    .optional()
    .describe('Facts that each row tells'),
});
