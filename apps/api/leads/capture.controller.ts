import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { captureLead } from '../../../libs/persistence/facts/capture-lead.js';
import type { Capture } from '../../../libs/persistence/facts/facts-of-capture.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { failpoint } from '../../../libs/process/failpoint.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import { captureBody, captured, type CaptureBody } from './capture.schemas.js';

@ApiTags('leads')
@ApiBearerAuth()
@Controller('v1/leads')
export class CaptureController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Captures a person who may buy. The same person again is the same lead; `id` makes a capture safe to repeat. */
  @Post()
  @Allow('marketing', 'sales')
  @HttpCode(202)
  @ApiOperation({ summary: 'Capture a lead' })
  @Answers(202, 'Stored; the lead opens in a moment', captured, { leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e', created: true })
  @Problems(malformed, noToken, ['fact.id_reused', 'A fact with this id and another body is stored. Send a new id.'])
  async capture(@Who() { id: by }: Member, @Body({ schema: captureBody }) body: CaptureBody): Promise<z.infer<typeof captured>> {
    const result = await captureLead(this.parts.source, { ...captureOf(body), by }, this.parts.now());
    failpoint('capture.stored');
    if (!result.ok) {
      const { code, ...problem } = result.problem;
      const path = problem.path.replace(/^(lead|data)\./, '');
      const ours = code === 'fact.malformed' ? 'request.malformed' : code;
      throw new ApiProblem(ours, `${problem.message} ${problem.cure}`, { problems: [{ ...problem, path }] });
    }
    const { leadId, created, conflicts } = result;
    return { leadId, created, ...(conflicts.length > 0 ? { conflicts } : {}) };
  }
}

function captureOf({ id, externalId, email, phone, anonymousId, profile, consent, source, occurredAt }: CaptureBody): Capture {
  return {
    lead: { externalId, email, phone, anonymousId },
    profile: profile ?? {},
    consent: consent ?? {},
    id,
    source,
    occurredAt,
  };
}
