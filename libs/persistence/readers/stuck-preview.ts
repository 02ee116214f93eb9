import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { stuckCondition } from '../retries/stuck-condition.js';

/** Which leads a retry would be for: how many by reason, most first, and the longest stuck of them. */
export interface StuckPreview {
  reasons: { reason: string; leads: number; oldest: Date | null }[];
  examples: { leadId: string; reason: string; since: Date }[];
}

const mostShown = 5;

export async function stuckPreview(manager: EntityManager, reason: string | null, untilAt: Instant): Promise<StuckPreview> {
  const which = [reason, new Date(untilAt)];
  const reasons = await manager.query<StuckPreview['reasons']>(
    `select stuck as reason, count(*)::integer as leads, min(stuck_since) as oldest from life where ${stuckCondition}
     group by stuck order by leads desc, reason`,
    which,
  );
  const examples = await manager.query<StuckPreview['examples']>(
    `select lead_id as "leadId", stuck as reason, stuck_since as since from life where ${stuckCondition} order by stuck_since, lead_id limit $3`,
    [...which, mostShown],
  );
  return { reasons, examples };
}
