import { Controller, Get, Inject, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, noToken, Problems } from '../documented.js';
import { Allow } from './allow.js';
import { me, meExample } from './members.schemas.js';
import { sightOf } from './sight.js';
import { Who } from './who.js';
import type { Member } from '../../../libs/persistence/members/member.js';

@ApiTags('members')
@ApiBearerAuth()
@Controller('v1/me')
export class MeController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Who Baton takes you for, and what this token is good for. Every token may ask. */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Who am I?' })
  @Answers(200, 'You', me, meExample)
  @Problems(noToken)
  async me(@Who() who: Member, @Req() { bearer }: FastifyRequest): Promise<unknown> {
    const { id, roles, repId } = who;
    const expiresAt = bearer?.expiresAt ?? null;
    return {
      id,
      roles,
      repId,
      reps: await sightOf(this.parts.source.manager, who),
      scopes: bearer?.scopes ?? null,
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    };
  }
}
