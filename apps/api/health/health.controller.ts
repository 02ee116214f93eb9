import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, Problems } from '../documented.js';
import { Open } from '../members/allow.js';
import { ApiProblem } from '../problem.js';

const healthy = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Healthy' });
const withinMs = 2_000;

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** The process is alive. */
  @Get('healthz')
  @Open()
  @ApiOperation({ summary: 'Alive?' })
  @Answers(200, 'Alive', healthy, { status: 'ok' })
  healthz(): z.infer<typeof healthy> {
    return { status: 'ok' };
  }

  /** Postgres and Temporal can be reached. Captures and facts work without Temporal; commands do not. */
  @Get('readyz')
  @Open()
  @ApiOperation({ summary: 'Ready?' })
  @Answers(200, 'Ready', healthy, { status: 'ok' })
  @Problems(['postgres.away', 'Postgres does not answer.'], ['temporal.away', 'Temporal does not answer.'])
  async readyz(): Promise<z.infer<typeof healthy>> {
    const [postgres, temporal] = await Promise.allSettled([this.askPostgres(), this.parts.client.ping(withinMs)]);
    if (postgres.status === 'rejected')
      throw new ApiProblem('postgres.away', 'Postgres does not answer.', { retryAfterSeconds: 1 });
    if (temporal.status === 'rejected')
      throw new ApiProblem('temporal.away', 'Temporal does not answer.', { retryAfterSeconds: 1 });
    return { status: 'ok' };
  }

  private async askPostgres(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Postgres took too long.')), withinMs);
    });
    await Promise.race([this.parts.source.query('select 1'), late]).finally(() => clearTimeout(timer));
  }
}
