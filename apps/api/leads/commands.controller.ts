import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Member } from '../../../libs/persistence/members/member.js';
import { leadCommands } from '../../../libs/persistence/readers/lead-commands.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems, unknownLead } from '../documented.js';
import { Allow } from '../members/allow.js';
import { expectSeen, sightOf } from '../members/sight.js';
import { Who } from '../members/who.js';
import { uuid } from '../words.js';
import { askLead } from './ask-lead.js';
import * as schemas from './commands.schemas.js';
import { expectMayCommand } from './may-command.js';

@ApiTags('leads')
@ApiBearerAuth()
@Controller('v1/leads/:leadId')
export class CommandsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Asks a lead to change. A rep asks in their own name, a manager in that of their reps. Safe to repeat: the same id gets the same answer. A refusal is 409 and names the cure. */
  @Post('commands')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask a lead to change' })
  @Answers(200, 'Done: the next read shows it', schemas.commandAnswer, {
    applied: true,
    lead: {
      leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e',
      stage: 'sales_accepted',
      repId: 'ana',
      queue: null,
      handOff: 1,
      sellerStage: null,
      turn: 1795467000123,
    },
  })
  @Problems(
    malformed,
    noToken,
    unknownLead,
    ['lead.held_by_another', 'Rep ana holds this lead. Ask a manager to reassign it first.'],
    ['lead.merged', 'This lead was joined to lead 3f0c…. Send the command to that one.'],
    ['command.id_reused', 'This id was used with another body. Send a new id for a new command.'],
    ['lead.no_answer', 'The lead has not answered in 5 s; the command is stored. Send the same id again: it is safe.'],
  )
  async command(
    @Who() who: Member,
    @Param('leadId', { schema: uuid }) leadId: string,
    @Body({ schema: schemas.commandBody }) body: schemas.CommandBody,
  ): Promise<schemas.CommandAnswer> {
    await expectMayCommand(this.parts.source.manager, who, leadId, body);
    return askLead(this.parts, leadId, body, who.id);
  }

  /** What was asked of the lead, the newest first: by which member, with which answer. */
  @Get('commands')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read its commands' })
  @Answers(200, 'The newest commands', schemas.commandList, { commands: [schemas.askedExample] })
  @Problems(malformed, noToken, unknownLead)
  async commands(
    @Who() who: Member,
    @Param('leadId', { schema: uuid }) leadId: string,
    @Query({ schema: schemas.commandsQuery }) { limit }: z.infer<typeof schemas.commandsQuery>,
  ): Promise<unknown> {
    const { manager } = this.parts.source;
    await expectSeen(manager, leadId, await sightOf(manager, who));
    return { commands: await leadCommands(manager, leadId, limit) };
  }
}
