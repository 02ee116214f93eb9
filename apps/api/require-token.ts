import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ApiProblem } from './problem.js';

const open = /^\/(healthz|readyz|openapi\.json|v1\/agreement\.schema\.json|docs(\/.*)?)$/;

/** Lets a request in that bears the token; health and documentation are open to all. Runs before the body is read. */
export function requireToken(token: string): (request: FastifyRequest) => Promise<void> {
  const wanted = digest(`Bearer ${token}`);
  return async (request) => {
    if (open.test(pathOf(request.url))) return;
    const given = (request.headers.authorization ?? '').replace(/^bearer /i, 'Bearer ');
    if (timingSafeEqual(digest(given), wanted)) return;
    throw new ApiProblem(
      'token.missing',
      'Send the header authorization: Bearer <token>. npm start keeps the token in .baton/token.',
    );
  };
}

const pathOf = (url: string): string => url.replace(/\?.*$/s, '');

/** Equal lengths for the comparison, whatever was sent. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
