import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { dossier } from '../../../libs/persistence/readers/dossier.js';
import { isKnownLead } from '../../../libs/persistence/readers/is-known-lead.js';
import { leadEvents } from '../../../libs/persistence/readers/lead-events.js';
import { leadFacts } from '../../../libs/persistence/readers/lead-facts.js';
import { leadScore } from '../../../libs/persistence/readers/lead-score.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems, unknownLead } from '../documented.js';
import { ApiProblem } from '../problem.js';
import { uuid } from '../words.js';
import * as examples from './lead.examples.js';
import * as schemas from './lead.schemas.js';
import { viewLead } from './view-lead.js';

@ApiTags('leads')
@ApiBearerAuth()
@Problems(noToken)
@Controller('v1/leads/:leadId')
export class LeadController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Where one lead stands: stage, owner, score, clocks, and when and why it wakes next. */
  @Get()
  @ApiOperation({ summary: 'Read one lead' })
  @Answers(200, 'The lead', schemas.leadView, examples.lead)
  @Problems(malformed, unknownLead)
  async lead(@Param('leadId', { schema: uuid }) leadId: string): Promise<unknown> {
    return (await viewLead(this.parts.source.manager, leadId, this.parts.now())) ?? notFound(leadId);
  }

  /** What happened to the lead, oldest first, each with the clause that asked for it. */
  @Get('events')
  @ApiOperation({ summary: 'Read its events' })
  @Answers(200, 'A page of events', schemas.eventPage, examples.events)
  @Problems(malformed, unknownLead)
  async events(
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.eventQuery }) query: z.infer<typeof schemas.eventQuery>,
  ): Promise<unknown> {
    await this.expectKnown(leadId);
    return leadEvents(this.parts.source.manager, leadId, query.after ?? null, query.limit);
  }

  /** What is known of the lead, in order of arrival. */
  @Get('facts')
  @ApiOperation({ summary: 'Read its facts' })
  @Answers(200, 'A page of facts', schemas.factPage, examples.facts)
  @Problems(malformed, unknownLead)
  async facts(
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.factQuery }) query: z.infer<typeof schemas.factQuery>,
  ): Promise<unknown> {
    await this.expectKnown(leadId);
    return leadFacts(this.parts.source.manager, leadId, query.after, query.limit);
  }

  /** The score and the reasons that add up to it; with `at`, of that instant, by what Baton knew then. */
  @Get('score')
  @ApiOperation({ summary: 'Read its score' })
  @Answers(200, 'The score', schemas.scoreView, examples.score)
  @Problems(malformed, unknownLead, ['score.none', 'Nothing was known of this lead at that instant.'])
  async score(
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.scoreQuery }) query: z.infer<typeof schemas.scoreQuery>,
  ): Promise<unknown> {
    await this.expectKnown(leadId);
    const now = this.parts.now();
    const score = await leadScore(this.parts.source.manager, leadId, query.at ?? now, now);
    if (score) return score;
    throw new ApiProblem('score.none', 'There is no score: nothing was known of this lead then, or no agreement was in force.');
  }

  /** What sales got with the lead: the latest hand-off's dossier, or that of `handOff`. */
  @Get('dossier')
  @ApiOperation({ summary: 'Read a dossier' })
  @Answers(200, 'The dossier, as it was frozen', schemas.dossierView, examples.dossier)
  @Problems(malformed, unknownLead, ['dossier.none', 'This lead was not handed off yet. GET /v1/leads/… tells its stage.'])
  async dossier(
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.dossierQuery }) query: z.infer<typeof schemas.dossierQuery>,
  ): Promise<unknown> {
    await this.expectKnown(leadId);
    const found = await dossier(this.parts.source.manager, leadId, query.handOff ?? null);
    if (found) return found;
    const which = query.handOff === undefined ? 'was not handed off yet' : `has no hand-off ${query.handOff}`;
    throw new ApiProblem('dossier.none', `This lead ${which}. GET /v1/leads/${leadId} tells its stage and hand-offs.`);
  }

  private async expectKnown(leadId: string): Promise<void> {
    if (!(await isKnownLead(this.parts.source.manager, leadId))) notFound(leadId);
  }
}

function notFound(leadId: string): never {
  throw new ApiProblem('lead.unknown', `There is no lead ${leadId}. Capture it with POST /v1/leads.`);
}
