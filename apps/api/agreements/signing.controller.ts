import { Body, Controller, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { checkAgainstTeam } from '../../../libs/domain/agreement/check-against-team.js';
import { sides } from '../../../libs/domain/agreement/signs.js';
import { storeCounter } from '../../../libs/persistence/agreements/draft.js';
import { loadTerms } from '../../../libs/persistence/agreements/load-terms.js';
import { proposeDraft } from '../../../libs/persistence/agreements/propose.js';
import { signVersion } from '../../../libs/persistence/agreements/sign.js';
import { withdrawVersion } from '../../../libs/persistence/agreements/withdraw.js';
import { expectVersion, type CheckFit } from '../../../libs/persistence/agreements/write-version.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { agreementVersion, type VersionNow } from '../../../libs/persistence/readers/agreement-version.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { draftExample, proposalExample } from './agreements.examples.js';
import * as schemas from './agreements.schemas.js';
import { documentProblem } from './document-problem.js';
import { agreementProblems, misfits, notProposed, signatureRefusals, superseded, unknownVersion } from './documented-refusals.js';
import { readAgreement, teamInForce } from './read-agreement.js';

@ApiTags('agreements')
@ApiBearerAuth()
@Problems(noToken, malformed, unknownVersion)
@Controller('v1/agreements/:version')
export class SigningController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** Proposes a draft: it does not change any more, and the sides may sign it. It is in force at its date, if it is signed by then, else when it is. */
  @Post('propose')
  @Allow('marketing', 'sales')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Propose a draft' })
  @Answers(200, 'Proposed', schemas.versionView, proposalExample)
  @Problems(
    ['agreement.not_a_draft', 'Version 5 was proposed, and stays as it is. Make a draft of your own from it.'],
    ['agreement.no_change', 'Version 5 says what version 4 says: there is nothing to sign.'],
    ['agreement.date_past', 'effectiveAt is over. Name a later instant, or leave it out.'],
    [
      'agreement.date_far',
      'effectiveAt is more than a year ahead, and no other version could come into force before. Name an earlier instant.',
    ],
    ['agreement.date_before_base', 'effectiveAt is before the date of version 4, which it changes. Name a later instant.'],
    superseded,
    ...misfits,
  )
  async propose(
    @Param('version', { schema: schemas.versionNumber }) version: number,
    @Body({ schema: schemas.proposeBody }) { effectiveAt }: z.infer<typeof schemas.proposeBody>,
    @Who() { id }: Member,
  ): Promise<VersionNow> {
    await proposeDraft(this.parts.source, version, { by: id, effectiveAt: effectiveAt ?? null }, expectFit(version));
    return this.view(version);
  }

  /** Signs a proposal for the side of the member who asks, by the hash of what that member has read. The last who must brings it into force. */
  @Post('signatures')
  @Allow('marketing', 'sales')
  @ApiOperation({ summary: 'Sign a proposal' })
  @Answers(201, 'Signed', schemas.versionView, proposalExample)
  @Problems(...notProposed, superseded, ...signatureRefusals, ...misfits)
  async sign(
    @Param('version', { schema: schemas.versionNumber }) version: number,
    @Body({ schema: schemas.signBody }) { hash, side }: z.infer<typeof schemas.signBody>,
    @Who() { id, roles }: Member,
  ): Promise<VersionNow> {
    const signing = { by: id, sides: sides.filter((one) => roles.includes(one)), side, hash };
    await signVersion(this.parts.source, version, signing, expectFit(version));
    return this.view(version);
  }

  /** Takes a draft back, or one’s own proposal, until it is signed by all who must. */
  @Post('withdraw')
  @Allow('marketing', 'sales')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Withdraw a draft or a proposal' })
  @Answers(200, 'Withdrawn', schemas.versionView, { ...draftExample, state: 'withdrawn' })
  @Problems(...notProposed, ['agreement.anothers_proposal', 'Version 5 was proposed by mona, who may withdraw it. Counter it.'])
  async withdraw(
    @Param('version', { schema: schemas.versionNumber }) version: number,
    @Who() { id, roles }: Member,
  ): Promise<VersionNow> {
    await withdrawVersion(this.parts.source, version, { by: id, isAdmin: roles.includes('admin') });
    return this.view(version);
  }

  /** Answers a proposal with a draft of one’s own on the same base: the document sent, or without a body the proposal’s, to be edited. */
  @Post('counter')
  @Allow('marketing', 'sales')
  @ApiOperation({ summary: 'Counter a proposal' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ required: false, schema: { type: 'string', description: 'The document' } })
  @Answers(201, 'A draft', schemas.versionView, { ...draftExample, version: 6, counters: 5 })
  @Problems(...notProposed, ...agreementProblems)
  async counter(
    @Param('version', { schema: schemas.versionNumber }) version: number,
    @Body() body: unknown,
    @Who() { id }: Member,
  ): Promise<VersionNow> {
    const document = isEmpty(body) ? null : (await readAgreement(this.parts, body)).document;
    const draft = await storeCounter(this.parts.source, version, { by: id, document });
    return this.view(draft.version);
  }

  private view(version: number): Promise<VersionNow> {
    return agreementVersion(this.parts.source.manager, version);
  }
}

/** The team may have changed since the draft: nobody proposes or signs what the team in force can't keep. */
const expectFit =
  (version: number): CheckFit =>
  async (manager) => {
    await expectVersion(manager, version);
    const problems = checkAgainstTeam(await loadTerms(manager, version), await teamInForce(manager));
    if (problems.length > 0) throw documentProblem('agreement', problems);
  };

function isEmpty(body: unknown): boolean {
  if (typeof body === 'string') return body.trim() === '';
  return typeof body !== 'object' || body === null || Object.keys(body).length === 0;
}
