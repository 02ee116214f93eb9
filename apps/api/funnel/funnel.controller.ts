import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { funnelExample, funnelQuery, funnelView } from './funnel.schemas.js';
import { viewFunnel } from './view-funnel.js';
import { windowOf } from './window.js';

@ApiTags('funnel')
@ApiBearerAuth()
@Controller('v1/funnel')
export class FunnelController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Where leads stand, how far each week's entries came, and how long they stayed. Unless told otherwise, of the last 12 weeks. */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'ops')
  @ApiOperation({ summary: 'Read the funnel' })
  @Answers(200, 'The funnel, each number with its definition', funnelView, funnelExample)
  @Problems(noToken, malformed)
  async funnel(@Query({ schema: funnelQuery }) query: z.infer<typeof funnelQuery>): Promise<unknown> {
    const window = windowOf(query, this.parts.now());
    const funnel = await viewFunnel(this.parts.source.manager, window);
    return { from: new Date(window.from), to: new Date(window.to), ...funnel };
  }
}
