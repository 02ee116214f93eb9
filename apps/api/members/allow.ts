import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension } from '@nestjs/swagger';
import { roles, type Role } from '../../../libs/persistence/members/member.js';
import { Problems } from '../documented.js';

/** Who may call a route: members with one of these roles, or everybody, without a token. */
export type Allowed = Role[] | 'everybody';

/** Lets members with one of these roles call the route, and admins always. Which leads they reach by it is another question: see sight.ts. */
export function Allow(...given: Role[]): MethodDecorator {
  const allowed = roles.filter((role) => role === 'admin' || given.includes(role));
  return applyDecorators(
    RouteConfig({ allowed }),
    ApiExtension('x-roles', allowed),
    Problems(
      ['role.lacking', `This takes the role ${allowed.join(' or ')}. Ask an admin.`],
      ['scope.lacking', 'This token is kept to facts:write. Use another, or ask an admin for one.'],
    ),
  );
}

/** Lets everybody call the route: it needs no token. */
export function Open(): MethodDecorator {
  return RouteConfig({ allowed: 'everybody' satisfies Allowed });
}
