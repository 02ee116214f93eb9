import type { EntityManager } from 'typeorm';
import type { LeadRow } from '../entities/lead-row.js';

/**
 * Whether the lead's address has refused mail for good: a fact `mail_bounced`, ours or a provider's, that names this address or none. Another
 * address lifts it, and so does a consent given after it.
 */
export async function isBounced(manager: EntityManager, { leadId, profile }: LeadRow, since: Date): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `select 1 from fact
     where lead_id = $1 and kind = 'mail_bounced' and occurred_at > $2
       and (data->>'address' is null or lower(data->>'address') = lower($3)) limit 1`,
    [leadId, since, profile['email']],
  );
  return rows.length > 0;
}
