import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { windowOf } from '../funnel/window.js';
import { Allow } from '../members/allow.js';
import { readScorecard } from './read-scorecard.js';
import { scorecardExample, scorecardQuery, scorecardView } from './scorecard.schemas.js';

@ApiTags('scorecard')
@ApiBearerAuth()
@Controller('v1/scorecard')
export class ScorecardController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** What both sides promised, and what they kept: whole weeks or months, by version of the agreement. Unless told otherwise, of the last 12 weeks. */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'ops')
  @ApiOperation({ summary: 'Read the scorecard' })
  @Answers(200, 'The scorecard, each number with its definition', scorecardView, scorecardExample)
  @Problems(noToken, malformed)
  scorecard(@Query({ schema: scorecardQuery }) { per, zone, ...query }: z.infer<typeof scorecardQuery>): Promise<unknown> {
    const now = this.parts.now();
    return readScorecard(this.parts.source.manager, { window: windowOf(query, now), per, zone }, now);
  }
}
