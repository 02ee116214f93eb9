import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { appendFacts } from './append-facts.js';

/** Stores that an address has refused a mail for good: a fact as a mail provider would post it. Safe to repeat for one effect. */
export async function storeBounce(
  source: DataSource,
  bounce: { leadId: string; key: string; address: string },
  now: Instant,
): Promise<void> {
  const { leadId, key, address } = bounce;
  const data = { channel: 'email', address };
  await appendFacts(source, [{ id: `bounce:${leadId}/${key}`, kind: 'mail_bounced', lead: { leadId }, data }], now);
}
