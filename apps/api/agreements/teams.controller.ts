import { Body, Controller, Get, HttpStatus, Inject, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { locate } from '../../../libs/agreement-file/locate.js';
import { parseTeam } from '../../../libs/agreement-file/parse-team.js';
import { checkAgainstTeam } from '../../../libs/domain/agreement/check-against-team.js';
import { compileTeam } from '../../../libs/domain/agreement/compile-team.js';
import type { Team } from '../../../libs/domain/agreement/team.js';
import { withoutRepeats } from '../../../libs/domain/agreement/without-repeats.js';
import { currentDocument } from '../../../libs/persistence/agreements/current-document.js';
import { storeTeam } from '../../../libs/persistence/agreements/store-team.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { termsToServe } from '../../../libs/persistence/agreements/terms-to-serve.js';
import type { CheckFit } from '../../../libs/persistence/agreements/write-version.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
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

  /** Puts a team in force, at once and for every lead. It must have all that the agreement in force cites, unless that one names another team. */
  @Post()
  @Allow('sales', 'ops')
  @ApiOperation({ summary: 'Put a team in force' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: { type: 'string' } })
  @Answers(201, 'In force', storedVersion, { version: 1, name: 'inbound-team' })
  @Answers(200, 'The very same document is in force already', storedVersion, { version: 1, name: 'inbound-team' })
  @Problems(malformed, ['team.problems', 'The team has 1 problem: calendars.madrid.zone. Nothing is stored.'])
  async put(@Who() who: Member, @Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<VersionAnswer> {
    const text = documentText(body);
    const document = parseTeam(text);
    if (!document.ok) throw documentProblem('team', document.problems);
    const team = compileTeam(document.value);
    if (!team.ok) throw documentProblem('team', locate(team.problems, text));
    const { created, ...stored } = await storeTeam(this.parts.source, document.value, who.id, expectFit(team.value));
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return stored;
  }

  /** The team in force. */
  @Get('current')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
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
}

/**
 * What the agreement in force, and one that is signed for a later date, cite, the team must have. A team of another name comes before its own
 * agreement: it is not measured by the old one.
 */
const expectFit =
  (team: Team): CheckFit =>
  async (manager) => {
    const served = await termsToServe(manager);
    const own = served.filter(({ uses }) => uses.team === null || uses.team === team.name);
    const misfits = withoutRepeats(own.flatMap((terms) => checkAgainstTeam(terms, team)));
    if (misfits.length > 0) throw documentProblem('team', misfits);
  };
