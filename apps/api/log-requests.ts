import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../libs/process/log.js';

/** One line a request: who called which route, not which values. */
export function logRequests(log: Logger): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (['/healthz', '/readyz', '/metrics'].includes(route)) return;
    const ms = Math.round(reply.elapsedTime);
    const by = request.bearer?.member.id;
    log.info({ requestId: request.id, by, method: request.method, route, status: reply.statusCode, ms }, 'request');
  };
}
