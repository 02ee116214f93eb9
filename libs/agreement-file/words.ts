import { z } from 'zod';
import { clockCure, clockPattern, idCure, idPattern, pathCure, pathPattern } from '../domain/agreement/names.js';
import { sharePattern, shareCure } from '../domain/agreement/share.js';
import { spanCure, spanPattern } from '../domain/agreement/span.js';
import { say } from './say.js';

/** The small words that both documents are made of. */
export const id = z
  .string()
  .regex(idPattern, say('this is no id', idCure))
  .meta({ id: 'id', title: 'Id', description: 'An id: 1 to 40 of a-z, 0-9 and -', examples: ['demo-asked'] });
export const clockName = z
  .string()
  .regex(clockPattern, say('this is no name of a clock', clockCure))
  .meta({
    id: 'clockName',
    title: 'Name of a clock',
    description: 'A clock, such as firstTouch',
    examples: ['accept', 'firstTouch'],
  });
export const path = z
  .string()
  .max(120, say('this path is too long', 'keep it below 120 characters'))
  .regex(pathPattern, say('this is no path', pathCure))
  .meta({ id: 'path', title: 'Path', description: 'A dotted path, such as company.employees', examples: ['company.employees'] });
export const span = z
  .string(say('a duration needs a unit', spanCure))
  .regex(spanPattern, say('this is no duration above zero', spanCure))
  .meta({
    id: 'span',
    title: 'Duration',
    description: 'A duration: 200ms, 45s, 30min, 2h, 3d (24 h each), 2wd (working days)',
    examples: ['30min', '2h', '3d', '2wd'],
  });
export const share = z
  .string(say('a share is a percentage', shareCure))
  .regex(sharePattern, say('this is no percentage', shareCure))
  .meta({ id: 'share', title: 'Share', description: 'A share of a promise, such as 150%', examples: ['50%', '100%', '150%'] });
export const text = (longest: number): z.ZodString =>
  z
    .string()
    .min(1, say('this text is empty', 'fill it in, or remove the key'))
    .max(longest, say('this text is too long', `keep it to ${longest} characters`));
export const scalar = z
  .union([text(200), z.number(), z.boolean()], say('a single value is wanted here', 'write one text, number, true or false'))
  .meta({ id: 'scalar', title: 'Value', description: 'One text, number, true or false' });
export const count = (least: number): z.ZodNumber =>
  z
    .int(say('a whole number is wanted here', `write a whole number from ${least} on, without quotes`))
    .min(least, say('this number is too small', `write ${least} or more`));
export const points = z
  .number()
  .min(-10_000, say('too few points', 'write -10000 or more'))
  .max(10_000, say('too many points', 'write 10000 or less'));
