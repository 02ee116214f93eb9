import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Member } from '../../../libs/persistence/members/member.js';
import { leadEffects } from '../../../libs/persistence/readers/lead-effects.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems, unknownLead } from '../documented.js';
import { Allow } from '../members/allow.js';
import { expectSeen, sightOf } from '../members/sight.js';
import { Who } from '../members/who.js';
import { uuid } from '../words.js';
import { effectPage, effectQuery, effectsExample } from './effects.schemas.js';

@ApiTags('leads')
@ApiBearerAuth()
@Controller('v1/leads/:leadId/effects')
export class EffectsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** What was done for the lead outside, or was to be: each purpose once, with its attempts and the provider’s receipt. */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read its effects' })
  @Answers(200, 'A page of effects', effectPage, effectsExample)
  @Problems(noToken, malformed, unknownLead)
  async effects(
    @Who() who: Member,
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: effectQuery }) { after, limit }: z.infer<typeof effectQuery>,
  ): Promise<unknown> {
    const { manager } = this.parts.source;
    await expectSeen(manager, leadId, await sightOf(manager, who));
    return leadEffects(manager, leadId, after ?? null, limit);
  }
}
