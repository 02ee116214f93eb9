import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import type { Place } from '../../libs/persistence/readers/lead-list.js';
import { ApiProblem } from './problem.js';

const livesMs = 24 * 3_600_000;

/** Cursors name the place where a page ended. Signed: only we make them, only for the same filters, and only for a day. */
export interface Cursors {
  /** `question`: the path and filters that the cursor is good for; none of it is in the cursor. */
  write(question: unknown, place: Place | null): string | null;
  /** Throws a 400 for a cursor that is forged, was given for other filters, or is too old. */
  read(question: unknown, cursor: string | undefined): Place | null;
}

/** The same token makes the same cursors, so that any api may read another's. */
export function createCursors(token: string, now: () => Instant): Cursors {
  const key = createHash('sha256').update(`cursor ${token}`).digest();
  const sign = (question: unknown, body: string): Buffer =>
    createHmac('sha256', key)
      .update(`${JSON.stringify(question)} ${body}`)
      .digest()
      .subarray(0, 16);
  return {
    write: (question, place) => {
      if (place === null) return null;
      const body = Buffer.from(JSON.stringify([now(), place.at, place.leadId])).toString('base64url');
      return `${body}.${sign(question, body).toString('base64url')}`;
    },
    read: (question, cursor) => {
      if (cursor === undefined) return null;
      const [body = '', signature = ''] = cursor.split('.');
      const given = Buffer.from(signature, 'base64url');
      const wanted = sign(question, body);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new ApiProblem('cursor.unknown', notOurs);
      const [madeAt, at, leadId] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [Instant, string, string];
      if (now() - madeAt > livesMs) throw new ApiProblem('cursor.stale', tooOld);
      return { at, leadId };
    },
  };
}

const notOurs =
  'This cursor was not given for this question. Send `after` as `next` gave it, with the same filters; or leave it out to begin again.';
const tooOld = 'This cursor is more than a day old; the list has moved on. Leave `after` out to begin again.';
