import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems, unknownLead } from '../documented.js';
import { uuid } from '../words.js';
import { askLead } from './ask-lead.js';
import { commandAnswer, commandBody, type CommandAnswer, type CommandBody } from './commands.schemas.js';

@ApiTags('leads')
@ApiBearerAuth()
@Controller('v1/leads/:leadId')
export class CommandsController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Asks a lead to change. Safe to repeat: the same id gets the same answer. A refusal is 409 and names the cure. */
  @Post('commands')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask a lead to change' })
  @Answers(200, 'Done: the next read shows it', commandAnswer, {
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
  command(
    @Param('leadId', { schema: uuid }) leadId: string,
    @Body({ schema: commandBody }) body: CommandBody,
  ): Promise<CommandAnswer> {
    return askLead(this.parts, leadId, body);
  }
}
