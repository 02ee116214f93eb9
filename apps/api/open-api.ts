import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { documentedFactsBody } from './facts/facts.schemas.js';

const placeAndCure = z.strictObject({
  path: z.string().meta({ description: 'Where, such as profile.country or handOffs.lanes.demo' }),
  message: z.string(),
  cure: z.string().meta({ description: 'What to send instead' }),
  code: z.string().optional(),
  line: z.int().optional().meta({ description: 'Line of the document, from 1' }),
});

/** What every problem looks like (RFC 9457). */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().meta({ description: 'Stable, for programs' }),
  detail: z.string().meta({ description: 'For people: what is wrong, and the cure' }),
  problems: z.array(placeAndCure).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** OpenAPI 3.1 at /openapi.json, and pages that need no network at /docs. */
export function serveOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Baton')
    .setDescription('Facts in, commands in, answers out. Every problem is application/problem+json and names the cure.')
    .setVersion('1')
    .addBearerAuth()
    .addTag('leads')
    .addTag('reps')
    .addTag('facts')
    .addTag('imports')
    .addTag('funnel')
    .addTag('ops')
    .addTag('unsubscribe')
    .addTag('agreements')
    .addTag('members')
    .addTag('health')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (_, method) => method });
  const schemas = { ...document.components?.schemas, Problem: jsonSchema(problemSchema), Facts: jsonSchema(documentedFactsBody) };
  document.components = { ...document.components, schemas };
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'openapi.json', customSiteTitle: 'Baton API' });
  return document;
}

type ComponentSchema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** For schemas that no decorator of Nest reaches. OpenAPI 3.1 takes JSON Schema as it is. */
function jsonSchema(schema: z.ZodType): ComponentSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest as unknown as ComponentSchema;
}
