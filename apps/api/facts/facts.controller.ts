import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { gatherFacts, type Append } from '../../../libs/persistence/facts/gather-facts.js';
import type { FactProblem, IncomingFact, RefusedFact } from '../../../libs/persistence/facts/incoming-fact.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { failpoint } from '../../../libs/process/failpoint.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { bodyProblems } from '../body-problems.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { appended, factBodies, factBody, factsBody, type FactsBody } from './facts.schemas.js';

@ApiTags('facts')
@ApiBearerAuth()
@Controller('v1/facts')
export class FactsController {
  private readonly append: Append;

  constructor(@Inject(apiParts) private readonly parts: ApiParts) {
    this.append = gatherFacts(parts.source);
  }

  /** Tells what happened, up to 1,000 facts at a time. The good ones are stored; each refused one says where it is wrong. */
  @Post()
  @Allow('marketing', 'sales')
  @HttpCode(202)
  @ApiOperation({ summary: 'Report facts' })
  @ApiBody({ schema: { $ref: '#/components/schemas/Facts' } })
  @Answers(202, 'Stored; scored in a moment', appended, {
    accepted: 1,
    duplicates: 0,
    refused: [
      {
        index: 1,
        problem: {
          code: 'fact.malformed',
          path: 'occurredAt',
          message: 'This lies more than 5 minutes ahead.',
          cure: "Set the sender's clock.",
        },
      },
    ],
  })
  @Problems(malformed, noToken)
  async report(@Who() { id: by }: Member, @Body({ schema: factsBody }) { facts }: FactsBody): Promise<z.infer<typeof appended>> {
    const { good, places, bad } = read(facts);
    const result = await this.append(good, this.parts.now(), by);
    failpoint('facts.stored');
    const refused = result.refused.map(({ index, problem }) => ({ index: places[index] ?? index, problem }));
    return {
      accepted: result.accepted,
      duplicates: result.duplicates,
      refused: [...bad, ...refused].sort((a, b) => a.index - b.index),
      ...(result.conflicts.length > 0 ? { conflicts: result.conflicts } : {}),
    };
  }
}

interface FactsRead {
  good: IncomingFact[];
  /** Of the good ones in the batch. */
  places: number[];
  bad: RefusedFact[];
}

/** A batch is read at one go, which takes half the time; only one that holds a bad fact is gone through fact by fact. */
function read(given: unknown[]): FactsRead {
  const whole = factBodies.safeParse(given);
  return whole.success ? { good: whole.data, places: [...given.keys()], bad: [] } : readEach(given);
}

function readEach(given: unknown[]): FactsRead {
  const facts: FactsRead = { good: [], places: [], bad: [] };
  for (const [index, one] of given.entries()) {
    const result = factBody.safeParse(one, { reportInput: true });
    if (result.success) facts.places[facts.good.push(result.data) - 1] = index;
    else facts.bad.push({ index, problem: problemOf(result.error) });
  }
  return facts;
}

function problemOf({ issues }: z.ZodError): FactProblem {
  const [first] = bodyProblems(issues);
  return { ...(first ?? { path: '', message: 'This is no fact.', cure: 'Compare it with /docs.' }), code: 'fact.malformed' };
}
