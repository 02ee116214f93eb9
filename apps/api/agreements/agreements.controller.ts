import { Body, Controller, Get, HttpStatus, Inject, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { locate } from '../../../libs/agreement-file/locate.js';
import { parseAgreement } from '../../../libs/agreement-file/parse-agreement.js';
import { checkAgainstTeam } from '../../../libs/domain/agreement/check-against-team.js';
import type { Problem } from '../../../libs/domain/agreement/checked.js';
import { compile } from '../../../libs/domain/agreement/compile.js';
import type { Terms } from '../../../libs/domain/agreement/terms.js';
import { currentDocument } from '../../../libs/persistence/agreements/current-document.js';
import { loadTeam } from '../../../libs/persistence/agreements/load-terms.js';
import { storeAgreement } from '../../../libs/persistence/agreements/store-agreement.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { ApiProblem } from '../problem.js';
import { inForce, storedVersion, type VersionAnswer } from './agreements.schemas.js';
import { documentProblem } from './document-problem.js';
import { documentText } from './document-text.js';

@ApiTags('agreements')
@ApiBearerAuth()
@Problems(noToken)
@Controller('v1/agreements')
export class AgreementsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Puts an agreement in force: leads that open from now on take it; a lead keeps the version it opened under. */
  @Post()
  @ApiOperation({ summary: 'Put an agreement in force' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: { type: 'string', description: 'The document; its JSON Schema is at /v1/agreement.schema.json' } })
  @Answers(201, 'In force', storedVersion, { version: 1, name: 'saas-inbound' })
  @Answers(200, 'The very same document is in force already', storedVersion, { version: 1, name: 'saas-inbound' })
  @Problems(
    malformed,
    ['agreement.problems', 'The agreement has 1 problem: scoring.engagement.pricing.halfLife. Nothing is stored.'],
    ['agreement.no_team', 'No team is in force. Post it to /v1/teams first.'],
  )
  async put(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<VersionAnswer> {
    const text = documentText(body);
    const document = parseAgreement(text);
    if (!document.ok) throw documentProblem('agreement', document.problems);
    const terms = compile(document.value);
    if (!terms.ok) throw documentProblem('agreement', locate(terms.problems, text));
    const misfits = await this.misfits(terms.value);
    if (misfits.length > 0) throw documentProblem('agreement', locate(misfits, text));
    const { created, ...stored } = await storeAgreement(this.parts.source, document.value);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return stored;
  }

  /** The agreement that new leads take. */
  @Get('current')
  @ApiOperation({ summary: 'Read the agreement in force' })
  @Answers(200, 'In force', inForce, {
    version: 1,
    name: 'saas-inbound',
    inForceAt: '2026-11-23T09:00:00.000Z',
    document: { agreement: 'saas-inbound' },
  })
  @Problems(['agreement.none', 'No agreement is in force. Post one to /v1/agreements.'])
  async current(): Promise<unknown> {
    const found = await currentDocument(this.parts.source.manager, 'agreement');
    if (found) return found;
    throw new ApiProblem('agreement.none', 'No agreement is in force. Post one to /v1/agreements.');
  }

  /** The agreement cites pools, reps, lists and messages: the team in force must have them. */
  private async misfits(terms: Terms): Promise<Problem[]> {
    const team = await currentDocument(this.parts.source.manager, 'team');
    if (!team)
      throw new ApiProblem('agreement.no_team', 'No team is in force, and the agreement cites it. Post it to /v1/teams first.');
    return checkAgainstTeam(terms, await loadTeam(this.parts.source.manager, team.version));
  }
}
