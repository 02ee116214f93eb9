import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { currentDocument } from '../../../libs/persistence/agreements/current-document.js';
import { editDraft, storeDraft } from '../../../libs/persistence/agreements/draft.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { agreementVersion, type VersionNow } from '../../../libs/persistence/readers/agreement-version.js';
import { agreementVersions } from '../../../libs/persistence/readers/agreement-versions.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import * as examples from './agreements.examples.js';
import * as schemas from './agreements.schemas.js';
import { agreementProblems, unknownVersion } from './documented-refusals.js';
import { reportOf, type CheckReport } from './check-report.js';
import { diffOf, type Diff } from './diff-of.js';
import { readAgreement } from './read-agreement.js';

const aDocument = { type: 'string', description: 'The document; its JSON Schema is at /v1/agreement.schema.json' } as const;

@ApiTags('agreements')
@ApiBearerAuth()
@Problems(noToken)
@Controller('v1/agreements')
export class AgreementsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Says what is wrong with an agreement, what it would change, and who would sign that. Nothing is stored. */
  @Post('check')
  @Allow('marketing', 'sales', 'manager', 'ops')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Check an agreement' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: aDocument })
  @Answers(200, 'What was found', schemas.checkReport, examples.checkExample)
  @Problems(malformed, ['agreement.no_team', 'No team is in force. Post it to /v1/teams first.'])
  check(@Body() body: unknown): Promise<CheckReport> {
    return reportOf(this.parts, body);
  }

  /** Stores a draft. It binds nobody: propose it, and have it signed. */
  @Post()
  @Allow('marketing', 'sales')
  @ApiOperation({ summary: 'Draft an agreement' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: aDocument })
  @Answers(201, 'Stored', schemas.versionView, examples.draftExample)
  @Answers(200, 'The last signed version says the very same', schemas.versionView, examples.draftExample)
  @Problems(malformed, unknownVersion, ...agreementProblems)
  async draft(
    @Body() body: unknown,
    @Query({ schema: schemas.draftQuery }) { base }: z.infer<typeof schemas.draftQuery>,
    @Who() { id }: Member,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VersionNow> {
    const { document } = await readAgreement(this.parts, body);
    const { version, created } = await storeDraft(this.parts.source, { document, by: id, base });
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return this.view(version);
  }

  /** Replaces a draft’s document; `base` puts it on another version. What was proposed stays as it is. */
  @Put(':version')
  @Allow('marketing', 'sales')
  @ApiOperation({ summary: 'Edit a draft' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: aDocument })
  @Answers(200, 'Stored', schemas.versionView, examples.draftExample)
  @Problems(
    malformed,
    unknownVersion,
    ['agreement.not_a_draft', 'Version 5 was proposed, and stays as it is. Make a draft of your own from it.'],
    ...agreementProblems,
  )
  async edit(
    @Param('version', { schema: schemas.versionNumber }) version: number,
    @Body() body: unknown,
    @Query({ schema: schemas.draftQuery }) { base }: z.infer<typeof schemas.draftQuery>,
    @Who() { id }: Member,
  ): Promise<VersionNow> {
    const { document } = await readAgreement(this.parts, body);
    await editDraft(this.parts.source, version, { document, by: id, base });
    return this.view(version);
  }

  /** Every version and where it stands. */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'List the versions of the agreement' })
  @Answers(200, 'The newest versions', schemas.versionList, examples.listExample)
  async list(@Query({ schema: schemas.listQuery }) { limit }: z.infer<typeof schemas.listQuery>): Promise<unknown> {
    return { versions: await agreementVersions(this.parts.source.manager, limit) };
  }

  /** The agreement that new leads take. */
  @Get('current')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read the agreement in force' })
  @Answers(200, 'In force', schemas.inForce, {
    version: 1,
    name: 'saas-inbound',
    inForceAt: '2026-11-23T09:00:00.000Z',
    document: { agreement: 'saas-inbound' },
  })
  @Problems(['agreement.none', 'No agreement is in force. Draft one (POST /v1/agreements), and have it signed.'])
  async current(): Promise<unknown> {
    const found = await currentDocument(this.parts.source.manager, 'agreement');
    if (found) return found;
    throw new ApiProblem('agreement.none', 'No agreement is in force. Draft one (POST /v1/agreements), and have it signed.');
  }

  /** A version, where it stands, and who must still sign it for what. */
  @Get(':version')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read a version of the agreement' })
  @Answers(200, 'The version', schemas.versionView, examples.proposalExample)
  @Problems(malformed, unknownVersion)
  one(@Param('version', { schema: schemas.versionNumber }) version: number): Promise<VersionNow> {
    return this.view(version);
  }

  /** What one version says differently from another, clause by clause, in sentences. */
  @Get(':from/diff/:to')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Compare two versions' })
  @Answers(200, 'What is different', schemas.diffView, examples.diffExample)
  @Problems(malformed, unknownVersion)
  diff(
    @Param('from', { schema: schemas.versionNumber }) from: number,
    @Param('to', { schema: schemas.versionNumber }) to: number,
  ): Promise<Diff> {
    return diffOf(this.parts, from, to);
  }

  private view(version: number): Promise<VersionNow> {
    return agreementVersion(this.parts.source.manager, version);
  }
}
