import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { hint } from '../../../libs/domain/agreement/nearest.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { repQueue } from '../../../libs/persistence/readers/rep-queue.js';
import { repsInForce } from '../../../libs/persistence/readers/reps-in-force.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { sightOf } from '../members/sight.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import { id } from '../words.js';
import { repQueueExample, repQueueQuery, repQueueView } from './rep-queue.schemas.js';

const mostNamed = 100;
const notYourRep: [string, string] = ['rep.not_yours', 'You see your own queue only, and those of reps whose manager you are.'];

@ApiTags('reps')
@ApiBearerAuth()
@Controller('v1/reps')
export class RepQueueController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** What a rep has to do: the fewest minutes left first, each with its reason. A rep who left the team but holds leads still has a queue. */
  @Get(':repId/queue')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'Read a rep’s queue' })
  @Answers(200, 'The queue', repQueueView, repQueueExample)
  @Problems(noToken, malformed, ['rep.unknown', 'There is no rep anna in the team: did you mean `ana`?'])
  async queue(
    @Who() who: Member,
    @Param('repId', { schema: id }) repId: string,
    @Query({ schema: repQueueQuery }) { limit }: z.infer<typeof repQueueQuery>,
  ): Promise<unknown> {
    const { manager } = this.parts.source;
    const sight = await sightOf(manager, who);
    if (sight !== null && !sight.includes(repId)) throw new ApiProblem(...notYourRep);
    const reps = await repsInForce(manager);
    const { held, offered, queue } = await repQueue(manager, repId, limit, this.parts.now());
    if (!reps.has(repId) && held === 0) throw unknownRep(repId, [...reps.keys()]);
    return { repId, name: reps.get(repId) ?? null, held, offered, queue };
  }
}

function unknownRep(repId: string, known: string[]): ApiProblem {
  const cure = hint(repId, known, 'look into GET /v1/teams/current.');
  const reps = known.sort().slice(0, mostNamed);
  return new ApiProblem('rep.unknown', `There is no rep ${repId} in the team: ${cure}`, { details: { reps } });
}
