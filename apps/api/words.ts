import { z } from 'zod';
import { say } from '../../libs/agreement-file/say.js';
import { idCure, idPattern } from '../../libs/domain/agreement/names.js';
import { isText, textCure } from '../../libs/persistence/is-text.js';

/** The small words that requests are made of. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .meta({ description: 'An instant with its zone, such as 2026-11-23T09:30:00Z' });
export const id = z
  .string()
  .regex(idPattern, say('This is no id.', `${idCure}.`))
  .meta({ description: '1 to 40 of a-z, 0-9 and -' });
export const uuid = z.uuid().toLowerCase();
export const text = (longest: number): z.ZodString =>
  z.string().min(1).max(longest).refine(isText, say('This holds a character that is no text.', textCure));
export const limit = z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'Most entries of a page' });
/** Where a page of numbered things goes on; as great as the number's column. */
export const afterNumber = z.coerce
  .number()
  .int()
  .min(0)
  .max(2_147_483_647)
  .default(0)
  .meta({ description: 'Where the page before ended: its `next`' });
export const cursor = text(400).meta({ description: 'Where the page before ended: its `next`' });

/** And those that answers are made of. */
export const at = z.iso.datetime().meta({ description: 'An instant in UTC' });
export const count = z.int().min(0);
export const next = z.string().nullable().meta({ description: 'Ask on with ?after=; null on the last page' });
