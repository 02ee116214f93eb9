import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ApiParts } from './api-parts.js';
import { ApiModule } from './api.module.js';
import { IsoInterceptor } from './iso.interceptor.js';
import { logRequests } from './log-requests.js';
import { serveOpenApi } from './open-api.js';
import { ProblemFilter } from './problem.filter.js';
import { requireToken } from './require-token.js';
import { ValidationPipe } from './validation.pipe.js';

const mostBytes = 8 * 1024 * 1024;

/** The API, ready to listen. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: mostBytes, genReqId: () => randomUUID(), forceCloseConnections: 'idle' });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(parts), adapter, {
    logger: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', requireToken(parts.token));
  fastify.addHook('onResponse', logRequests(parts.log));
  for (const type of ['application/yaml', 'application/x-yaml', 'text/yaml'])
    fastify.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.useGlobalFilters(new ProblemFilter(parts.log));
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalInterceptors(new IsoInterceptor());
  serveOpenApi(app);
  await app.init();
  return app;
}
