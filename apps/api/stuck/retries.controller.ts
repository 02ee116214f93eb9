import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Member } from '../../../libs/persistence/members/member.js';
import { retries, retryById } from '../../../libs/persistence/readers/retries.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import { uuid } from '../words.js';
import * as schemas from './retries.schemas.js';
import { retryMany } from './retry-many.js';

@ApiTags('ops')
@ApiBearerAuth()
@Problems(noToken, malformed)
@Controller('v1/stuck')
export class RetriesController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /**
   * Retries every stuck lead that fits, the longest stuck first, at 20 a second: when the cause is mended. With `dryRun` it only says which those
   * are. One lead alone is freed by its command `retry`.
   */
  @Post('retry')
  @Allow('ops')
  @ApiOperation({ summary: 'Retry stuck leads' })
  @Answers(200, 'A dry run, or nobody fits: nothing was started', schemas.retryPlan, {
    ...schemas.retryPlanExample,
    retryId: null,
    dryRun: true,
  })
  @Answers(202, 'Started; ask for its progress', schemas.retryPlan, schemas.retryPlanExample)
  @Problems(['temporal.away', 'Temporal is away: nobody can be freed until it is back. Send the same again.'])
  async retry(
    @Who() who: Member,
    @Body({ schema: schemas.retryBody }) body: z.infer<typeof schemas.retryBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const plan = await retryMany(this.parts, body, who.id);
    void reply.status(plan.retryId === null ? 200 : 202);
    return plan;
  }

  /** Who retried which stuck leads, when, and how many; those triggered in Temporal’s UI too. */
  @Get('retries')
  @Allow('ops')
  @ApiOperation({ summary: 'List retries' })
  @Answers(200, 'The newest retries', schemas.retryList, { retries: [schemas.retryExample] })
  async retries(@Query({ schema: schemas.retriesQuery }) { limit }: z.infer<typeof schemas.retriesQuery>): Promise<unknown> {
    return { retries: await retries(this.parts.source.manager, limit) };
  }

  /** How far one has come. */
  @Get('retries/:retryId')
  @Allow('ops')
  @ApiOperation({ summary: 'Read one retry' })
  @Answers(200, 'The retry', schemas.retryView, schemas.retryExample)
  @Problems(['retry.unknown', 'No retry has begun under this id. If it was started a moment ago, ask again.'])
  async one(@Param('retryId', { schema: uuid }) retryId: string): Promise<unknown> {
    const retry = await retryById(this.parts.source.manager, retryId);
    if (retry !== null) return retry;
    throw new ApiProblem(
      'retry.unknown',
      'No retry has begun under this id. If it was started a moment ago, ask again in a second.',
    );
  }
}
