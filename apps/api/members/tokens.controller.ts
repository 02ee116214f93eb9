import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { issueToken, revokeToken, type IssuedToken } from '../../../libs/persistence/members/issue-token.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { memberById, tokensOf } from '../../../libs/persistence/readers/members.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { ApiProblem } from '../problem.js';
import { id, uuid } from '../words.js';
import { Allow } from './allow.js';
import { authentication, type Authentication } from './authentication.js';
import { unknownMember } from './members.controller.js';
import * as schemas from './members.schemas.js';
import { Who } from './who.js';

@ApiTags('members')
@ApiBearerAuth()
@Problems(noToken, malformed, unknownMember)
@Controller('v1/members/:memberId/tokens')
export class TokensController {
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(authentication) private readonly known: Authentication,
  ) {}

  /** The answer holds the token, this once. Give machines one kept to what they do: `facts:write`, `leads:write`. */
  @Post()
  @Allow()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Issue a token' })
  @Answers(201, 'Issued', schemas.issuedToken, schemas.issuedExample)
  async issue(
    @Who() who: Member,
    @Param('memberId', { schema: id }) memberId: string,
    @Body({ schema: schemas.tokenBody }) { label, scopes, expiresAt }: schemas.TokenBody,
  ): Promise<IssuedToken> {
    if (expiresAt !== undefined && expiresAt <= this.parts.now()) throw new ApiProblem(...expired);
    const asked = { memberId, label, scopes: scopes ?? null, expiresAt: expiresAt ?? null };
    const issued = await issueToken(this.parts.source, asked, who.id);
    if (issued) return issued;
    throw new ApiProblem(...unknownMember);
  }

  /** What tokens a member has and when they were last used; of others only for admins. Never the tokens themselves. */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'List a member’s tokens' })
  @Answers(200, 'Its tokens', schemas.tokenList, { tokens: [schemas.tokenExample] })
  async tokens(@Who() who: Member, @Param('memberId', { schema: id }) memberId: string): Promise<unknown> {
    expectSelf(who, memberId);
    const { manager } = this.parts.source;
    if (!(await memberById(manager, memberId))) throw new ApiProblem(...unknownMember);
    return { tokens: await tokensOf(manager, memberId) };
  }

  /** A token that leaked, or is not needed: from now on nobody’s. Other APIs take some seconds to hear of it. Safe to repeat. */
  @Delete(':tokenId')
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a token' })
  @ApiResponse({ status: 204, description: 'Revoked' })
  @Problems(['token.unknown', 'This member has no such token. GET /v1/members/{memberId}/tokens lists them.'])
  async revoke(
    @Who() who: Member,
    @Param('memberId', { schema: id }) memberId: string,
    @Param('tokenId', { schema: uuid }) tokenId: string,
  ): Promise<void> {
    expectSelf(who, memberId);
    const isKnown = await revokeToken(this.parts.source, memberId, tokenId, who.id);
    if (!isKnown)
      throw new ApiProblem(
        'token.unknown',
        `Member ${memberId} has no such token. GET /v1/members/${memberId}/tokens lists them.`,
      );
    this.known.forget();
  }
}

const expired: [string, string] = ['request.malformed', 'expiresAt lies in the past. Send an instant to come, or leave it out.'];

function expectSelf({ id: own, roles }: Member, memberId: string): void {
  if (own === memberId || roles.includes('admin')) return;
  throw new ApiProblem('member.not_you', `You are ${own}: tokens of others are for admins.`);
}
