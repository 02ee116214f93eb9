import { z } from 'zod';
import { mappingSchema } from './mapping-schema.js';
import { agreementSchema } from './schema.js';
import { teamSchema } from './team-schema.js';

/** The published JSON Schemas (draft 2020-12) as text, by file name in this folder. `npm run schema` writes them there. */
export const jsonSchemas = (): Record<'agreement.schema.json' | 'mapping.schema.json' | 'team.schema.json', string> => ({
  'agreement.schema.json': published(agreementSchema, 'Baton agreement'),
  'mapping.schema.json': published(mappingSchema, 'Baton mapping'),
  'team.schema.json': published(teamSchema, 'Baton team'),
});

function published(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
