import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { incidents, type IncidentView } from '../../../libs/persistence/readers/incidents.js';
import { previewOfReturn, type ReturnPreview } from '../../../libs/persistence/readers/preview-of-return.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { incidentExample, incidentList, incidentsQuery } from './incidents.schemas.js';

@ApiTags('ops')
@ApiBearerAuth()
@Controller('v1/incidents')
export class IncidentsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Channels that are or were away: since when, how many hours were lost, what is held, and what becomes of it on the return. */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'ops')
  @ApiOperation({ summary: 'List incidents' })
  @Answers(200, 'The newest incidents', incidentList, { incidents: [incidentExample] })
  @Problems(noToken, malformed)
  async incidents(@Query({ schema: incidentsQuery }) { limit }: z.infer<typeof incidentsQuery>): Promise<unknown> {
    const found = await incidents(this.parts.source.manager, limit);
    return { incidents: await Promise.all(found.map(async (one) => ({ ...one, onReturn: await this.onReturn(one) }))) };
  }

  private async onReturn({ status, incidentId }: IncidentView): Promise<ReturnPreview | null> {
    const { source, mailReturnPerSecond, now } = this.parts;
    return status === 'over' ? null : previewOfReturn(source.manager, incidentId, mailReturnPerSecond, now());
  }
}
