import type { DataSource } from 'typeorm';
import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Channel } from '../../domain/scoring/standing.js';
import { inTransaction } from '../in-transaction.js';
import { appendAll } from './append-facts.js';
import { heirOf } from './heir.js';

interface Word {
  given: boolean;
  at: string | number;
}

/**
 * The lead has said no, by a link of its own: stored as a fact, at once. Saying it again stores nothing, until a consent has been given since.
 * False: there is no such lead.
 */
export function withdrawConsent(source: DataSource, leadId: string, channel: Channel, now: Instant): Promise<boolean> {
  return inTransaction(source, async (manager) => {
    const [lead] = await manager.query<{ lead_id: string; word: Word | null }[]>(
      `select lead_id, consent->$2 as word from lead
       where lead_id = (select ${heirOf('named')} from lead as named where named.lead_id = $1) for no key update`,
      [leadId, channel],
    );
    if (lead === undefined) return false;
    if (lead.word?.given === false) return true;
    // A sender's clock may run ahead by minutes; the click is the later word all the same.
    const occurredAt = Math.max(now, new Date(lead.word?.at ?? 0).getTime() + 1);
    const data = { channel, given: false, by: 'unsubscribe' };
    await appendAll(
      manager,
      [{ id: `unsubscribe:${randomUUID()}`, kind: 'consent', lead: { leadId: lead.lead_id }, occurredAt, data }],
      now,
    );
    return true;
  });
}
