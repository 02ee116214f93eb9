import { z } from 'zod';
import { at } from '../words.js';

export const storedVersion = z.strictObject({ version: z.int(), name: z.string() }).meta({ id: 'Version' });
export type VersionAnswer = z.infer<typeof storedVersion>;

export const inForce = z
  .strictObject({ version: z.int(), name: z.string(), inForceAt: at, document: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Document in force' });
