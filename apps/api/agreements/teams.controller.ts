import { Body, Controller, Get, HttpStatus, Inject, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { parseTeam } from '../../../libs/agreement-file/parse-team.js';
import { checkAgainstTeam } from '../../../libs/domain/agreement/check-against-team.js';
import { compileTeam } from '../../../libs/domain/agreement/compile-team.js';
import type { Team } from '../../../libs/domain/agreement/team.js';
import { currentDocument } from '../../../libs/persistence/agreements/current-document.js';
import { loadTerms } from '../../../libs/persistence/agreements/load-terms.js';
import { storeTeam } from '../../../libs/persistence/agreements/store-team.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { ApiProblem } from '../problem.js';
import { inForce, storedVersion, type VersionAnswer } from './agreements.schemas.js';
import { documentProblem } from './document-problem.js';
import { documentText } from './document-text.js';

@ApiTags('agreements')
@ApiBearerAuth()
@Problems(noToken)
@Controller('v1/teams')
export class TeamsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Puts a team in force, at once and for every lead. It must have all that the agreement in force cites. */
  @Post()
  @ApiOperation({ summary: 'Put a team in force' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: { type: 'string' } })
  @Answers(201, 'In force', storedVersion, { version: 1, name: 'inbound-team' })
  @Answers(200, 'The very same document is in force already', storedVersion, { version: 1, name: 'inbound-team' })
  @Problems(malformed, ['team.problems', 'The team has 1 problem: calendars.madrid.zone. Nothing is stored.'])
  async put(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<VersionAnswer> {
    const document = parseTeam(documentText(body));
    if (!document.ok) throw documentProblem('team', document.problems);
    const team = compileTeam(document.value);
    if (!team.ok) throw documentProblem('team', team.problems);
    await this.expectFit(team.value);
    const { created, ...stored } = await storeTeam(this.parts.source, document.value);
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return stored;
  }

  /** The team in force. */
  @Get('current')
  @ApiOperation({ summary: 'Read the team in force' })
  @Answers(200, 'In force', inForce, {
    version: 1,
    name: 'inbound-team',
    inForceAt: '2026-11-23T09:00:00.000Z',
    document: { team: 'inbound-team' },
  })
  @Problems(['team.none', 'No team is in force. Post one to /v1/teams.'])
  async current(): Promise<unknown> {
    const found = await currentDocument(this.parts.source.manager, 'team');
    if (found) return found;
    throw new ApiProblem('team.none', 'No team is in force. Post one to /v1/teams.');
  }

  private async expectFit(team: Team): Promise<void> {
    const agreement = await currentDocument(this.parts.source.manager, 'agreement');
    if (!agreement) return;
    const problems = checkAgainstTeam(await loadTerms(this.parts.source.manager, agreement.version), team);
    if (problems.length > 0) throw documentProblem('team', problems);
  }
}
