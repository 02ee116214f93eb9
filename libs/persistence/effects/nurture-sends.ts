import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';

/**
 * The lead's nurture mails that went since an instant, by key: for the cap. One that may have gone counts, and so does one of a branch that a
 * reset has undone: the lead has read it.
 */
export async function nurtureSends(
  manager: EntityManager,
  leadId: string,
  since: Instant,
): Promise<{ key: string; at: Instant }[]> {
  const rows = await manager.query<{ key: string; started_at: Date }[]>(
    `select key, started_at from effect
     where lead_id = $1 and kind = 'sendMessage' and status in ('sending', 'done', 'unknown') and started_at > $2
       and body->>'as' is distinct from 'answer'`,
    [leadId, new Date(since)],
  );
  return rows.map(({ key, started_at }) => ({ key, at: started_at.getTime() }));
}
