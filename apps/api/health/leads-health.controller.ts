import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { ReconcileKind } from '../../../libs/messages/reconcile.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { reconciliationById, reconciliations } from '../../../libs/persistence/readers/reconciliations.js';
import { NoAnswer } from '../../../libs/temporal/no-answer.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import { uuid } from '../words.js';
import { readLeadsHealth, viewOf } from './leads-health.js';
import * as schemas from './leads-health.schemas.js';

const temporalAway: [string, string] = [
  'temporal.away',
  'Temporal is away: nothing can be started until it is back. Send the same again.',
];

@ApiTags('ops')
@ApiBearerAuth()
@Problems(noToken, malformed)
@Controller('v1/health/leads')
export class LeadsHealthController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /**
   * Whether every open lead has one running workflow, and all news on their way: what the last look, every 5 minutes, found and mended. The counts are what it found; the next look tells
   * whether mending was enough.
   */
  @Get()
  @Allow('ops')
  @ApiOperation({ summary: 'Is any lead left behind?' })
  @Answers(200, 'What the last look found', schemas.leadsHealth, schemas.leadsHealthExample)
  health(): Promise<unknown> {
    return readLeadsHealth(this.parts.source.manager, this.parts.now());
  }

  /** Past and running looks, rebuilds and re-projections: who asked, what was found and mended. Looks are kept for 30 days; all that mended something, for ever. */
  @Get('runs')
  @Allow('ops')
  @ApiOperation({ summary: 'List comparisons with Temporal' })
  @Answers(200, 'The newest of one kind', schemas.runList, { runs: [schemas.runExample] })
  async runs(@Query({ schema: schemas.runsQuery }) { kind, limit }: z.infer<typeof schemas.runsQuery>): Promise<unknown> {
    return { runs: (await reconciliations(this.parts.source.manager, kind, limit)).map(viewOf) };
  }

  /** How far one has come. */
  @Get('runs/:reconciliationId')
  @Allow('ops')
  @ApiOperation({ summary: 'Read one comparison' })
  @Answers(200, 'The comparison', schemas.runView, schemas.runExample)
  @Problems(['reconciliation.unknown', 'None has begun under this id. If it was started a moment ago, ask again.'])
  async run(@Param('reconciliationId', { schema: uuid }) reconciliationId: string): Promise<unknown> {
    const run = await reconciliationById(this.parts.source.manager, reconciliationId);
    if (run !== null) return viewOf(run);
    throw new ApiProblem(
      'reconciliation.unknown',
      'None has begun under this id. If it was started a moment ago, ask again in a second; it begins when a worker runs.',
    );
  }

  /**
   * When Temporal’s database is lost: from now on leads live in the Temporal that Baton is pointed at, and every open lead’s workflow is made again from its row. A workflow that still
   * runs elsewhere takes no turn any more. A lead that runs here already is left alone.
   */
  @Post('rebuild')
  @Allow('ops')
  @HttpCode(202)
  @ApiOperation({ summary: 'Make every open lead’s workflow again' })
  @Answers(202, 'Started; ask for its progress', schemas.startedRun, { reconciliationId: schemas.runExample.reconciliationId })
  @Problems(temporalAway)
  rebuild(@Who() who: Member, @Body({ schema: schemas.runBody }) body: z.infer<typeof schemas.runBody>): Promise<unknown> {
    return this.start('rebuild', body, who);
  }

  /**
   * When Postgres was restored from a backup: leads whose workflow has come further go on from what Postgres holds, and the run tells what only senders can bring back: from which instant
   * on facts are gone, which commands, which leads. Workflows of leads that Postgres does not know are ended.
   */
  @Post('reproject')
  @Allow('ops')
  @HttpCode(202)
  @ApiOperation({ summary: 'Let leads go on from a restored Postgres' })
  @Answers(202, 'Started; ask for its progress', schemas.startedRun, { reconciliationId: schemas.runExample.reconciliationId })
  @Problems(temporalAway)
  reproject(@Who() who: Member, @Body({ schema: schemas.runBody }) body: z.infer<typeof schemas.runBody>): Promise<unknown> {
    return this.start('reproject', body, who);
  }

  private async start(
    kind: ReconcileKind,
    { id, dryRun }: z.infer<typeof schemas.runBody>,
    { id: by }: Member,
  ): Promise<unknown> {
    const reconciliationId = id ?? randomUUID();
    try {
      await this.parts.client.startReconcile({ reconciliationId, kind, by, dryRun });
      return { reconciliationId };
    } catch (error) {
      if (error instanceof NoAnswer) throw new ApiProblem(...temporalAway, { retryAfterSeconds: 5 });
      throw error;
    }
  }
}
