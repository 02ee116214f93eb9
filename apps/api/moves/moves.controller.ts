import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { MoveAct } from '../../../libs/messages/move-leads.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { askForMove, beginMove, beginUndo } from '../../../libs/persistence/moves/moves.js';
import { patiently } from '../../../libs/persistence/patiently.js';
import { moveView } from '../../../libs/persistence/readers/move-view.js';
import { NoAnswer } from '../../../libs/temporal/no-answer.js';
import { versionNumber } from '../agreements/agreements.schemas.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import { uuid } from '../words.js';
import * as schemas from './moves.schemas.js';

const away = 'Temporal is away: no lead can be moved until it is back. Send the same again.';
const unknown = 'Nobody has asked for a move under this id. POST /v1/agreements/{version}/moves asks for one.';
const notInForce: [string, string] = [
  'agreement.not_in_force',
  'Version 5 of the agreement is not in force: running leads are moved only to the one that is (4). Have it signed first.',
];

@ApiTags('agreements')
@ApiBearerAuth()
@Problems(noToken, malformed)
@Controller('v1')
export class MovesController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Previews, lead by lead, what would become of running leads if they took the version in force now. Nothing is moved: start it when you have read it. */
  @Post('agreements/:version/moves')
  @Allow('marketing', 'sales')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Preview a move of running leads' })
  @Answers(202, 'The preview is being made', schemas.moveAsked, { moveId: schemas.moveExample.moveId })
  @Problems(
    notInForce,
    ['move.id_reused', 'This id was used for another move. Send a new id for a new move.'],
    ['temporal.away', away],
  )
  async preview(
    @Param('version', { schema: versionNumber }) version: number,
    @Body({ schema: schemas.moveBody }) body: z.infer<typeof schemas.moveBody>,
    @Who() { id: by }: Member,
  ): Promise<{ moveId: string }> {
    const { stages = null, bands = null, leadIds = null, undoWithin: undoWithinMs } = body;
    const moveId = body.id ?? randomUUID();
    const isToPreview = await askForMove(this.parts.source, { moveId, version, by, stages, bands, leadIds, undoWithinMs });
    return isToPreview ? this.begin(moveId, 'preview') : { moveId };
  }

  /** What was asked for, what the preview says, and what happened: lead by lead where it differs. */
  @Get('moves/:moveId')
  @Allow('marketing', 'sales', 'ops')
  @ApiOperation({ summary: 'Read a move' })
  @Answers(200, 'The move', schemas.moveView, schemas.moveExample)
  @Problems(['move.unknown', unknown])
  async one(@Param('moveId', { schema: uuid }) moveId: string): Promise<unknown> {
    return known(await patiently(this.parts.source, (manager) => moveView(manager, moveId)));
  }

  /** Moves the leads of a preview. Those that have changed since are previewed again first; too many, and it is refused. */
  @Post('moves/:moveId/start')
  @Allow('marketing', 'sales')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Carry out a move' })
  @Answers(202, 'Started', schemas.moveAsked, { moveId: schemas.moveExample.moveId })
  @Problems(
    ['move.unknown', unknown],
    ['move.preview_running', 'Its preview is not complete. Read GET /v1/moves/{moveId}, and start it then.'],
    ['move.preview_stale', '40 of 412 leads have changed since their preview. Preview the move again, and start it sooner.'],
    notInForce,
    ['temporal.away', away],
  )
  async start(@Param('moveId', { schema: uuid }) moveId: string): Promise<{ moveId: string }> {
    known(await beginMove(this.parts.source, moveId));
    return this.begin(moveId, 'move');
  }

  /** Takes a move back, within its window: leads for which nothing was decided by the version since. The others are listed, with what was. */
  @Post('moves/:moveId/undo')
  @Allow('marketing', 'sales')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({ summary: 'Undo a move' })
  @Answers(202, 'Started', schemas.moveAsked, { moveId: schemas.moveExample.moveId })
  @Problems(
    ['move.unknown', unknown],
    ['move.not_moved', 'It has not been carried out: there is nothing to undo. Read GET /v1/moves/{moveId}.'],
    ['move.undo_over', 'It could be undone until 2026-11-24T09:31:00Z. Sign another version, and move the leads to it.'],
    ['temporal.away', away],
  )
  async undo(@Param('moveId', { schema: uuid }) moveId: string): Promise<{ moveId: string }> {
    known(await beginUndo(this.parts.source, moveId));
    return this.begin(moveId, 'undo');
  }

  private async begin(moveId: string, act: MoveAct): Promise<{ moveId: string }> {
    try {
      await this.parts.client.startMove(moveId, act);
    } catch (error) {
      if (error instanceof NoAnswer) throw new ApiProblem('temporal.away', away, { retryAfterSeconds: 5 });
      throw error;
    }
    return { moveId };
  }
}

function known<T>(found: T | null): T {
  if (found !== null) return found;
  throw new ApiProblem('move.unknown', unknown);
}
