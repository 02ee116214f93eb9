import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../libs/process/log.js';

/** One line a request: which route, not which values. */
export function logRequests(log: Logger): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (['/healthz', '/readyz', '/metrics'].includes(route)) return;
    const ms = Math.round(reply.elapsedTime);
    log.info({ requestId: request.id, method: request.method, route, status: reply.statusCode, ms }, 'request');
  };
}
