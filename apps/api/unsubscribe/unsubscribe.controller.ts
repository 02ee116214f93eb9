import { Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { readUnsubscribeToken, type Unsubscribing } from '../../../libs/channels/unsubscribe-token.js';
import { withdrawConsent } from '../../../libs/persistence/facts/withdraw-consent.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, Problems } from '../documented.js';
import { Open } from '../members/allow.js';
import { ApiProblem } from '../problem.js';
import { askingPage, donePage } from './pages.js';

const page = z.string().meta({ description: 'A page for the reader of the mail' });
const unknownLink: [string, string] = [
  'unsubscribe.unknown',
  'This link is not one of ours. Use the whole link, as it stands in the newest mail.',
];

/** Open to all: the link itself is the proof, and a guessed one learns nothing. */
@ApiTags('unsubscribe')
@Controller('v1/unsubscribe')
export class UnsubscribeController {
  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  /** What the link in a mail opens. It only asks: what scans mails for bad links opens it, too. */
  @Get(':token')
  @Open()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @ApiOperation({ summary: 'The page behind an unsubscribe link' })
  @Answers(200, 'A page with one button', page, askingPage())
  @Problems(unknownLink)
  ask(@Param('token') token: string): string {
    this.read(token);
    return askingPage();
  }

  /** One click, from that page or from a mail program (RFC 8058): no more mails of marketing. Safe to repeat; the body does not matter. */
  @Post(':token')
  @Open()
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Unsubscribe, in one click' })
  @Answers(200, 'Stored as a withdrawn consent', page, donePage())
  @Problems(unknownLink)
  async unsubscribe(@Param('token') token: string): Promise<string> {
    const { leadId, channel } = this.read(token);
    const isKnown = await withdrawConsent(this.parts.source, leadId, channel, this.parts.now());
    if (!isKnown) throw new ApiProblem(...unknownLink);
    return donePage();
  }

  private read(token: string): Unsubscribing {
    const said = readUnsubscribeToken(token, this.parts.unsubscribeSecret);
    if (said === null) throw new ApiProblem(...unknownLink);
    return said;
  }
}
