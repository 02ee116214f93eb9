import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Bearer } from '../../../libs/persistence/members/find-bearer.js';
import { ApiProblem } from '../problem.js';
import type { Allowed } from './allow.js';
import type { Authentication } from './authentication.js';
import { scopeOf } from './scopes.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends it; null on a route that everybody may call. */
    bearer: Bearer | null;
  }
  interface FastifyContextConfig {
    allowed?: Allowed;
    scope?: string | null;
  }
}

const documentation = /^\/(openapi\.json|docs(\/.*|-.*)?)$/;

/** Lets a request in, before its body is read, when its route allows its sender. A route that does not say whom it allows is refused at the start. */
export function guardRoutes(fastify: FastifyInstance, { bearerOf }: Authentication): void {
  fastify.decorateRequest('bearer', null);
  fastify.addHook('onRoute', settle);
  fastify.addHook('onRequest', async (request) => {
    const { allowed, scope = null } = request.routeOptions.config;
    if (allowed === 'everybody') return;
    const bearer = await bearerOf(request.headers.authorization);
    // Before it is judged: who knocks at a closed door is logged, too.
    request.bearer = bearer;
    if (allowed) expectRole(bearer, allowed);
    expectScope(bearer, scope);
  });
}

function settle(route: RouteOptions): void {
  if (documentation.test(route.url)) route.config = { ...route.config, allowed: 'everybody' };
  const allowed = route.config?.allowed;
  if (allowed === undefined)
    throw new Error(`${String(route.method)} ${route.url} does not say who may call it. Give it @Allow('sales', …) or @Open().`);
  if (allowed !== 'everybody') route.config = { ...route.config, scope: scopeOf([route.method].flat()[0] ?? 'GET', route.url) };
}

function expectRole({ member }: Bearer, allowed: Exclude<Allowed, 'everybody'>): void {
  if (member.roles.some((role) => allowed.includes(role))) return;
  throw new ApiProblem(
    'role.lacking',
    `This takes the role ${allowed.join(' or ')}, and ${member.id} is ${member.roles.join(' and ')}. Ask an admin.`,
  );
}

function expectScope({ scopes }: Bearer, scope: string | null): void {
  if (scopes === null || scope === null || scopes.includes(scope)) return;
  throw new ApiProblem(
    'scope.lacking',
    `This takes the scope ${scope}, and this token is kept to ${scopes.join(', ')}. Use another, or ask an admin for one.`,
  );
}
