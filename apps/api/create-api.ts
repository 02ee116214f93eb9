import { randomUUID } from 'node:crypto';
import { fastifyMultipart } from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from './api-parts.js';
import { ApiModule } from './api.module.js';
import { isoInstants } from './iso-instants.js';
import { createApiMetrics } from './metrics/api-metrics.js';
import { logRequests } from './log-requests.js';
import { serveOpenApi } from './open-api.js';
import { createAuthentication } from './members/authentication.js';
import { guardRoutes } from './members/guard-routes.js';
import { ProblemFilter } from './problem.filter.js';
import { readForms } from './unsubscribe/read-forms.js';
import { ValidationPipe } from './validation.pipe.js';

const mostBytes = 8 * 1024 * 1024;
const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml'];

/** The API, ready to listen. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const filter = new ProblemFilter(parts.log);
  const metrics = createApiMetrics(parts);
  const authentication = createAuthentication(parts);
  const adapter = new FastifyAdapter({
    bodyLimit: mostBytes,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => filter.answer(error, request, reply),
  });
  const options = { logger: false, abortOnError: false, bodyParser: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(parts, metrics, authentication), adapter, options);
  const fastify = adapter.getInstance();
  guardRoutes(fastify, authentication);
  // The one edge at which instants leave as ISO 8601.
  fastify.addHook('preSerialization', (_request, _reply, answer, done) => done(null, isoInstants(answer)));
  fastify.addHook('onResponse', logRequests(parts.log));
  fastify.addHook('onResponse', metrics.observe);
  // JSON and YAML are read; anything else is 415.
  fastify.removeContentTypeParser('text/plain');
  for (const type of yamlTypes)
    fastify.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  readForms(fastify);
  // Files come as forms, and are read as streams.
  await fastify.register(fastifyMultipart);
  app.useGlobalFilters(filter);
  app.useGlobalPipes(new ValidationPipe());
  serveOpenApi(app);
  await app.init();
  return app;
}
