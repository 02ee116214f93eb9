import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Member } from '../../../libs/persistence/members/member.js';
import { auditRun, auditRuns } from '../../../libs/persistence/readers/audit-runs.js';
import { isKnownLead } from '../../../libs/persistence/readers/is-known-lead.js';
import { NoAnswer } from '../../../libs/temporal/no-answer.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems, unknownLead } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import { uuid } from '../words.js';
import * as schemas from './audit.schemas.js';

const temporalAway: [string, string] = [
  'temporal.away',
  'Temporal is away: nothing can be started until it is back. Send the same again.',
];
const mostShown = 100;

@ApiTags('ops')
@ApiBearerAuth()
@Problems(noToken, malformed)
@Controller('v1/audit/runs')
export class AuditController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Past and running audits: how many stored decisions were made again, and how many came out otherwise. Clean ones are kept for 30 days, all others for ever. */
  @Get()
  @Allow('marketing', 'sales', 'ops')
  @ApiOperation({ summary: 'List audits' })
  @Answers(200, 'The newest', schemas.runList, schemas.runListExample)
  async runs(@Query({ schema: schemas.runsQuery }) { limit }: z.infer<typeof schemas.runsQuery>): Promise<unknown> {
    return { runs: await auditRuns(this.parts.source.manager, limit) };
  }

  /** How far one has come, and what it found: each difference in a sentence. */
  @Get(':auditRunId')
  @Allow('marketing', 'sales', 'ops')
  @ApiOperation({ summary: 'Read one audit' })
  @Answers(200, 'The audit', schemas.runView, schemas.runExample)
  @Problems(['audit.unknown', 'None has begun under this id. If it was started a moment ago, ask again.'])
  async run(@Param('auditRunId', { schema: uuid }) auditRunId: string): Promise<unknown> {
    const run = await auditRun(this.parts.source.manager, auditRunId, mostShown);
    if (run !== null) return run;
    throw new ApiProblem(
      'audit.unknown',
      'None has begun under this id. If it was started a moment ago, ask again in a second; it begins when a worker runs.',
    );
  }

  /** Makes every stored decision again from what it was made from, under the versions of its day. It changes nothing; every night it runs by itself. */
  @Post()
  @Allow('ops')
  @HttpCode(202)
  @ApiOperation({ summary: 'Audit all lives, or one' })
  @Answers(202, 'Started; ask for its progress', schemas.startedRun, { auditRunId: schemas.runExample.auditRunId })
  @Problems(unknownLead, temporalAway)
  async start(
    @Who() { id: by }: Member,
    @Body({ schema: schemas.runBody }) { id, leadId }: z.infer<typeof schemas.runBody>,
  ): Promise<unknown> {
    if (leadId !== undefined && !(await isKnownLead(this.parts.source.manager, leadId)))
      throw new ApiProblem('lead.unknown', `There is no lead ${leadId}. Leave out leadId to audit all.`);
    const auditRunId = id ?? randomUUID();
    try {
      await this.parts.client.startAudit({ auditRunId, by, leadId: leadId ?? null });
      return { auditRunId };
    } catch (error) {
      if (error instanceof NoAnswer) throw new ApiProblem(...temporalAway, { retryAfterSeconds: 5 });
      throw error;
    }
  }
}
