import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Problems, noToken } from '../documented.js';
import { Allow } from '../members/allow.js';
import { apiMetrics, type ApiMetrics } from './api-metrics.js';

const example =
  '# HELP baton_leads Leads by the stage they stand in now.\n# TYPE baton_leads gauge\nbaton_leads{stage="nurturing",app="api"} 812';

@ApiTags('ops')
@ApiBearerAuth()
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(apiMetrics) private readonly metrics: ApiMetrics) {}

  /** For Prometheus, which bears the token too: requests by route, and what Postgres counts, at most every 10 seconds. Each has its definition. */
  @Get()
  @Allow('ops')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Read metrics' })
  @ApiProduces('text/plain')
  @ApiResponse({
    status: 200,
    description: 'Metrics in Prometheus’s text format',
    content: { 'text/plain': { schema: { type: 'string' }, example } },
  })
  @Problems(noToken)
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
