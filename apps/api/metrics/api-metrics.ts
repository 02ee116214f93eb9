import type { FastifyReply, FastifyRequest } from 'fastify';
import { Histogram } from 'prom-client';
import { createRegistry, type Registry } from '../../../libs/process/metrics.js';
import type { ApiParts } from '../api-parts.js';
import { registerVitalGauges } from './vital-gauges.js';

/** What controllers inject to read the metrics. */
export const apiMetrics = Symbol('apiMetrics');

export interface ApiMetrics {
  registry: Registry;
  /** For the end of every request. */
  observe(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** How the API fares, by route and never by value, and what Postgres counts. */
export function createApiMetrics({ source, now }: Pick<ApiParts, 'source' | 'now'>): ApiMetrics {
  const registry = createRegistry('api');
  registerVitalGauges(registry, source, now);
  const seconds = new Histogram({
    name: 'baton_http_request_seconds',
    help: 'How long requests took, by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    registry,
    observe: async (request, reply) => {
      const route = request.routeOptions.url ?? 'unknown';
      seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    },
  };
}
