import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Member } from '../../../libs/persistence/members/member.js';
import { addMember, changeMember, LastAdmin } from '../../../libs/persistence/members/save-member.js';
import { memberById, memberList, type MemberView } from '../../../libs/persistence/readers/members.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, malformed, noToken, Problems } from '../documented.js';
import { ApiProblem } from '../problem.js';
import { id } from '../words.js';
import { Allow } from './allow.js';
import { authentication, type Authentication } from './authentication.js';
import { checkMember } from './check-member.js';
import * as schemas from './members.schemas.js';
import { Who } from './who.js';

export const unknownMember: [string, string] = ['member.unknown', 'There is no member with this id. GET /v1/members lists them.'];
const lastAdmin: [string, string] = [
  'member.last_admin',
  'This is the last admin: nobody could let others in any more. Make another member admin first.',
];

@ApiTags('members')
@ApiBearerAuth()
@Problems(noToken, malformed)
@Controller('v1/members')
export class MembersController {
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(authentication) private readonly known: Authentication,
  ) {}

  /** Who may use Baton, people and machines, and in which roles. */
  @Get()
  @Allow()
  @ApiOperation({ summary: 'List members' })
  @Answers(200, 'A page of members', schemas.memberPage, { members: [schemas.memberExample], next: null })
  members(@Query({ schema: schemas.membersQuery }) { after, limit }: z.infer<typeof schemas.membersQuery>): Promise<unknown> {
    return memberList(this.parts.source.manager, after ?? '', limit);
  }

  /** Lets somebody in, by a token that is issued next. */
  @Post()
  @Allow()
  @ApiOperation({ summary: 'Add a member' })
  @Answers(201, 'Added', schemas.memberView, schemas.memberExample)
  @Problems(['member.id_taken', 'There is a member with this id. Choose another, or change that member.'])
  async add(@Who() { id: by }: Member, @Body({ schema: schemas.memberBody }) body: schemas.MemberBody): Promise<MemberView> {
    const { source } = this.parts;
    const member = { ...body, email: body.email ?? null, repId: body.repId ?? null, disabled: false };
    await checkMember(source.manager, member);
    if (!(await addMember(source, member, by)))
      throw new ApiProblem('member.id_taken', `There is a member ${body.id}. Choose another id, or change that member.`);
    return this.view(body.id);
  }

  /** Changes roles or who the member is; disables or enables it, with all its tokens. Other APIs take some seconds to hear of it. */
  @Patch(':memberId')
  @Allow()
  @ApiOperation({ summary: 'Change or disable a member' })
  @Answers(200, 'Changed', schemas.memberView, schemas.memberExample)
  @Problems(unknownMember, lastAdmin)
  async change(
    @Who() { id: by }: Member,
    @Param('memberId', { schema: id }) memberId: string,
    @Body({ schema: schemas.memberChange }) body: schemas.MemberChangeBody,
  ): Promise<MemberView> {
    const { source } = this.parts;
    try {
      const changed = await changeMember(source, memberId, body, { by, check: checkOf(body) });
      if (!changed) throw new ApiProblem(...unknownMember);
    } catch (error) {
      if (error instanceof LastAdmin) throw new ApiProblem(...lastAdmin);
      throw error;
    }
    this.known.forget();
    return this.view(memberId);
  }

  private async view(memberId: string): Promise<MemberView> {
    const member = await memberById(this.parts.source.manager, memberId);
    if (member) return member;
    throw new ApiProblem(...unknownMember);
  }
}

/** Who left the team can still be disabled or renamed. Whoever is enabled, or made a rep, must be somebody there. */
function checkOf({ disabled, roles, repId }: schemas.MemberChangeBody): typeof checkMember {
  const letsIn = disabled === false || roles !== undefined || repId !== undefined;
  return disabled !== true && letsIn ? checkMember : () => Promise.resolve();
}
