import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Member } from '../../../libs/persistence/members/member.js';
import { dossier } from '../../../libs/persistence/readers/dossier.js';
import { leadEvents } from '../../../libs/persistence/readers/lead-events.js';
import { leadFacts } from '../../../libs/persistence/readers/lead-facts.js';
import { leadScore } from '../../../libs/persistence/readers/lead-score.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems, unknownLead } from '../documented.js';
import { Allow } from '../members/allow.js';
import { expectSeen, sightOf } from '../members/sight.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import { uuid } from '../words.js';
import * as examples from './lead.examples.js';
import * as schemas from './lead.schemas.js';
import { viewLead } from './view-lead.js';
import { viewLeadThen } from './view-lead-then.js';

@ApiTags('leads')
@ApiBearerAuth()
@Problems(noToken)
@Controller('v1/leads/:leadId')
export class LeadController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /**
   * Where one lead stands: stage, owner, score, clocks, and when and why it wakes next. With `at`, where it stood at that instant, as Baton knew it then: what was decided and received by
   * then, scored under the versions of then.
   */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read one lead' })
  @Answers(200, 'The lead; with `at`, as it was then', schemas.leadNowOrThen, examples.lead)
  @Problems(malformed, unknownLead, ['lead.not_yet', 'At that instant Baton did not know this lead.'])
  async lead(
    @Who() who: Member,
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.leadQuery }) { at }: z.infer<typeof schemas.leadQuery>,
  ): Promise<unknown> {
    await this.expectSeen(who, leadId);
    const { source, now } = this.parts;
    return at === undefined ? viewLead(source.manager, leadId, now()) : viewLeadThen(source.manager, leadId, at, now());
  }

  /** What happened to the lead, oldest first, each with the clause that asked for it. */
  @Get('events')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read its events' })
  @Answers(200, 'A page of events', schemas.eventPage, examples.events)
  @Problems(malformed, unknownLead)
  async events(
    @Who() who: Member,
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.eventQuery }) query: z.infer<typeof schemas.eventQuery>,
  ): Promise<unknown> {
    await this.expectSeen(who, leadId);
    return leadEvents(this.parts.source.manager, leadId, query.after ?? null, query.limit);
  }

  /** What is known of the lead, in order of arrival. */
  @Get('facts')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read its facts' })
  @Answers(200, 'A page of facts', schemas.factPage, examples.facts)
  @Problems(malformed, unknownLead)
  async facts(
    @Who() who: Member,
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.factQuery }) query: z.infer<typeof schemas.factQuery>,
  ): Promise<unknown> {
    await this.expectSeen(who, leadId);
    return leadFacts(this.parts.source.manager, leadId, query.after, query.limit);
  }

  /** The score and the reasons that add up to it; with `at`, of that instant, by what Baton knew then. */
  @Get('score')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read its score' })
  @Answers(200, 'The score', schemas.scoreView, examples.score)
  @Problems(malformed, unknownLead, ['score.none', 'Nothing was known of this lead at that instant.'])
  async score(
    @Who() who: Member,
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.scoreQuery }) query: z.infer<typeof schemas.scoreQuery>,
  ): Promise<unknown> {
    await this.expectSeen(who, leadId);
    const now = this.parts.now();
    const score = await leadScore(this.parts.source.manager, leadId, query.at ?? now, now);
    if (score) return score;
    throw new ApiProblem('score.none', 'There is no score: nothing was known of this lead then, or no agreement was in force.');
  }

  /** What sales got with the lead: the latest hand-off's dossier, or that of `handOff`. */
  @Get('dossier')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read a dossier' })
  @Answers(200, 'The dossier, as it was frozen', schemas.dossierView, examples.dossier)
  @Problems(malformed, unknownLead, ['dossier.none', 'This lead was not handed off yet. GET /v1/leads/… tells its stage.'])
  async dossier(
    @Who() who: Member,
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.dossierQuery }) query: z.infer<typeof schemas.dossierQuery>,
  ): Promise<unknown> {
    await this.expectSeen(who, leadId);
    const found = await dossier(this.parts.source.manager, leadId, query.handOff ?? null);
    if (found) return found;
    const which = query.handOff === undefined ? 'was not handed off yet' : `has no hand-off ${query.handOff}`;
    throw new ApiProblem('dossier.none', `This lead ${which}. GET /v1/leads/${leadId} tells its stage and hand-offs.`);
  }

  private async expectSeen(who: Member, leadId: string): Promise<void> {
    const { manager } = this.parts.source;
    await expectSeen(manager, leadId, await sightOf(manager, who));
  }
}
