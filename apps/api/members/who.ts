import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Member } from '../../../libs/persistence/members/member.js';

/** The member who asks: `@Who() who: Member`. Only for routes with `@Allow`. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Member => {
  const { bearer } = context.switchToHttp().getRequest<FastifyRequest>();
  if (bearer) return bearer.member;
  throw new Error('A route that everybody may call asked who calls: give it @Allow.');
});
