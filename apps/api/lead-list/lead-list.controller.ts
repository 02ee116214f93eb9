import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../../libs/persistence/members/member.js';
import { leadList } from '../../../libs/persistence/readers/lead-list.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { createCursors, type Cursors } from '../cursor.js';
import { Answers, forgedCursor, malformed, noToken, Problems, staleCursor } from '../documented.js';
import { Allow } from '../members/allow.js';
import { sightOf } from '../members/sight.js';
import { Who } from '../members/who.js';
import { leadListQuery, leadPage, leadPageExample, type LeadListQuery } from './lead-list.schemas.js';

@ApiTags('leads')
@ApiBearerAuth()
@Controller('v1/leads')
export class LeadListController {
  private readonly cursors: Cursors;

  constructor(@Inject(apiParts) private readonly parts: ApiParts) {
    this.cursors = createCursors(parts.token, parts.now);
  }

  /** Leads that fit all that is asked, the newest change first: of a rep their own, of a manager those of their reps. One that changes while you page moves to the top; none comes twice. */
  @Get()
  @Allow('marketing', 'sales', 'manager', 'rep', 'ops')
  @ApiOperation({ summary: 'List leads' })
  @Answers(200, 'A page of leads', leadPage, leadPageExample)
  @Problems(noToken, malformed, forgedCursor, staleCursor)
  async list(@Who() who: Member, @Query({ schema: leadListQuery }) { after, limit, ...asked }: LeadListQuery): Promise<unknown> {
    const { manager } = this.parts.source;
    const filter = { ...asked, sight: await sightOf(manager, who) };
    const question = ['leads', filter];
    const page = await leadList(manager, filter, this.cursors.read(question, after), limit);
    return { leads: page.leads, next: this.cursors.write(question, page.next) };
  }
}
