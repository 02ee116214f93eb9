import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { expectVersion } from '../../../libs/persistence/agreements/write-version.js';
import { neverStarted, stopBacktest, storeBacktest } from '../../../libs/persistence/backtests/backtests.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { backtestPlot, lastBacktest, runningBacktests, type BacktestView } from '../../../libs/persistence/readers/backtest.js';
import { NoAnswer } from '../../../libs/temporal/no-answer.js';
import { versionNumber } from '../agreements/agreements.schemas.js';
import { unknownVersion } from '../agreements/documented-refusals.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import * as schemas from './backtests.schemas.js';

const temporalAway: [string, string] = ['temporal.away', 'Temporal is away: nothing can be started until it is back. Ask again.'];
const noBacktest: [string, string] = [
  'backtest.unknown',
  'Version 5 was not tested. POST /v1/agreements/5/backtest tests it on the stored history.',
];
const noPlot: [string, string] = [
  'backtest.no_plot',
  'There is no such plot: the last test of version 5 has drawn none, or is not done.',
];
/** Each keeps a core of a worker busy for minutes, and its memory. */
const mostAtOnce = 2;
const tooMany: [string, string] = ['backtest.too_many', 'Two tests are running. Wait until one has ended, and ask again.'];
const idReused: [string, string] = ['backtest.id_reused', 'This id was used for another test. Send a new id for a new test.'];
const emptyPeriod: [string, string] = [
  'backtest.period',
  'The period ends before it begins, or lies in the future. Let `from` be before `to`, and `to` over.',
];

@ApiTags('agreements')
@ApiBearerAuth()
@Problems(noToken, malformed, unknownVersion)
@Controller('v1/agreements/:version/backtest')
export class BacktestsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /**
   * Lives the stored history of a period again under this version, drafts included: whom it would have handed over, when, to whom, and what
   * became of them. First the version in force must reproduce what really happened. It changes no lead.
   */
  @Post()
  @Allow('marketing', 'sales', 'ops')
  @HttpCode(202)
  @ApiOperation({ summary: 'Test a version on the stored history' })
  @Answers(202, 'Started; ask for its progress', schemas.startedBacktest, { backtestId: schemas.backtestExample.backtestId })
  @Problems(emptyPeriod, idReused, tooMany, temporalAway)
  async start(
    @Param('version', { schema: versionNumber }) version: number,
    @Body({ schema: schemas.backtestBody }) body: z.infer<typeof schemas.backtestBody>,
    @Who() { id: by }: Member,
  ): Promise<unknown> {
    const { from, to, thresholds = null } = body;
    if (from >= to || to > this.parts.now()) throw new ApiProblem(...emptyPeriod);
    const { hash } = await expectVersion(this.parts.source.manager, version);
    const backtestId = body.id ?? randomUUID();
    if ((await runningBacktests(this.parts.source.manager, backtestId)) >= mostAtOnce)
      throw new ApiProblem(...tooMany, { retryAfterSeconds: 30 });
    const isNew = await storeBacktest(this.parts.source, { backtestId, version, hash, by, from, to, floors: thresholds });
    try {
      await this.parts.client.startBacktest({ backtestId });
      return { backtestId };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      // One that was asked for before may be running.
      if (isNew) await stopBacktest(this.parts.source, backtestId, 'failed', neverStarted);
      throw new ApiProblem(...temporalAway, { retryAfterSeconds: 5 });
    }
  }

  /** How far the last test of this version has come; once it is done, what it found, what it assumed, and what it could not test. */
  @Get()
  @Allow('marketing', 'sales', 'ops')
  @ApiOperation({ summary: 'Read the last test of a version' })
  @Answers(200, 'The test', schemas.backtestView, schemas.backtestExample)
  @Problems(noBacktest)
  async read(@Param('version', { schema: versionNumber }) version: number): Promise<BacktestView> {
    await expectVersion(this.parts.source.manager, version);
    const found = await lastBacktest(this.parts.source.manager, version);
    if (found !== null) return found;
    throw new ApiProblem(
      'backtest.unknown',
      `Version ${version} was not tested. POST /v1/agreements/${version}/backtest tests it on the stored history.`,
    );
  }

  /** A plot of the last test that was done, with title and description for those who can’t see it. */
  @Get('plots/:plot')
  @Allow('marketing', 'sales', 'ops')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  @ApiOperation({ summary: 'See a plot of the last test' })
  @ApiProduces('image/svg+xml')
  @ApiResponse({ status: 200, description: 'SVG', content: { 'image/svg+xml': { schema: { type: 'string' } } } })
  @Problems(noPlot)
  async plot(
    @Param('version', { schema: versionNumber }) version: number,
    @Param('plot', { schema: schemas.plotName }) plot: z.infer<typeof schemas.plotName>,
  ): Promise<string> {
    const svg = await backtestPlot(this.parts.source.manager, version, plot);
    if (svg !== null) return svg;
    throw new ApiProblem(
      'backtest.no_plot',
      `There is no such plot: the last test of version ${version} has drawn none, or is not done.`,
    );
  }
}
