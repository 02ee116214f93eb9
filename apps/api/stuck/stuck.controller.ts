import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { stuckCounts, stuckLeads } from '../../../libs/persistence/readers/stuck-leads.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { createCursors, type Cursors } from '../cursor.js';
import { Answers, forgedCursor, malformed, noToken, Problems, staleCursor } from '../documented.js';
import { Allow } from '../members/allow.js';
import { cureOf, howToFree } from './cure-of.js';
import { stuckExample, stuckPage, stuckQuery, turnsElsewhere } from './stuck.schemas.js';

@ApiTags('ops')
@ApiBearerAuth()
@Controller('v1/stuck')
export class StuckController {
  private readonly cursors: Cursors;

  constructor(@Inject(apiParts) private readonly parts: ApiParts) {
    this.cursors = createCursors(parts.token, parts.now);
  }

  /** Leads whose step failed for good: how many by reason, and a page of them, the longest stuck first, with what failed and how to free them. */
  @Get()
  @Allow('ops')
  @ApiOperation({ summary: 'List stuck leads' })
  @Answers(200, 'Counts, and a page of leads', stuckPage, stuckExample)
  @Problems(noToken, malformed, forgedCursor, staleCursor)
  async stuck(@Query({ schema: stuckQuery }) { reason, after, limit }: z.infer<typeof stuckQuery>): Promise<unknown> {
    const question = ['stuck', reason ?? null];
    const { manager } = this.parts.source;
    const page = await stuckLeads(manager, reason ?? null, this.cursors.read(question, after), limit);
    const counts = await stuckCounts(manager);
    return {
      counts: counts.map((count) => ({ ...count, cure: cureOf(count.reason) })),
      free: howToFree,
      leads: page.leads,
      next: this.cursors.write(question, page.next),
      note: turnsElsewhere,
    };
  }
}
