import type { FastifyRequest } from 'fastify';
import { bearsToken } from '../../libs/process/bears-token.js';
import { ApiProblem } from './problem.js';

const open = /^\/(healthz|readyz|openapi\.json|v1\/(agreement|mapping)\.schema\.json|v1\/unsubscribe\/[^/]+|docs(\/.*)?)$/;

/** Lets a request in that bears the token; health and documentation are open to all. Runs before the body is read. */
export function requireToken(token: string): (request: FastifyRequest) => Promise<void> {
  const mayEnter = bearsToken(token);
  return async (request) => {
    if (open.test(pathOf(request.url))) return;
    if (mayEnter(request.headers.authorization)) return;
    throw new ApiProblem(
      'token.missing',
      'Send the header authorization: Bearer <token>. npm start keeps the token in .baton/token.',
    );
  };
}

const pathOf = (url: string): string => url.replace(/\?.*$/s, '');
