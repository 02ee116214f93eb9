import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { PendingEffect } from '../../domain/lifecycle/lead.js';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Place } from './lead-list.js';

export interface StuckCount {
  reason: string;
  leads: number;
  oldest: Date;
}

export interface StuckLead {
  leadId: string;
  reason: string;
  since: Date;
  stage: Stage;
  repId: string | null;
  /** The effects that failed for good, and when each is tried again by itself. */
  failed: { effect: string; key: string; clause: string; code: string | null; failures: number; retryAt: Instant | null }[];
}

/** The longest stuck first. `next`: where to go on, or null on the last page. */
export interface StuckPage {
  leads: StuckLead[];
  next: Place | null;
}

/** How many leads are stuck, by reason, most first. */
export function stuckCounts(manager: EntityManager): Promise<StuckCount[]> {
  return manager.query<StuckCount[]>(
    `select stuck as reason, count(*)::integer as leads, min(stuck_since) as oldest from life where stuck is not null
     group by stuck order by leads desc, reason`,
  );
}

type Row = Omit<StuckLead, 'failed'> & { effects: PendingEffect[]; place: string };

/** `reason`: only leads stuck for that. Ids and codes, nothing personal. */
export async function stuckLeads(
  manager: EntityManager,
  reason: string | null,
  after: Place | null,
  limit: number,
): Promise<StuckPage> {
  const rows = await manager.query<Row[]>(stuckQuery(after !== null), [
    limit + 1,
    reason,
    ...(after ? [after.at, after.leadId] : []),
  ]);
  const leads = rows.slice(0, limit).map(({ place: _, effects, ...lead }) => ({ ...lead, failed: failedOf(effects) }));
  const last = rows[limit - 1];
  return { leads, next: rows.length > limit && last ? { at: last.place, leadId: last.leadId } : null };
}

/** $1 limit, $2 reason or null; with a place, $3 and $4. */
export function stuckQuery(hasPlace: boolean): string {
  return `select lead_id as "leadId", stuck as reason, stuck_since as since, stuck_since::text as place, stage, rep_id as "repId", state->'effects' as effects
    from life where stuck is not null and ($2::text is null or stuck = $2)
      ${hasPlace ? 'and (stuck_since, lead_id) > ($3::timestamptz, $4::uuid)' : ''}
    order by stuck_since, lead_id limit $1`;
}

function failedOf(effects: PendingEffect[]): StuckLead['failed'] {
  return effects
    .filter(({ status }) => status === 'stuck')
    .map(({ effect: { kind, key, clause }, code, failures, retryAt }) => ({
      effect: kind,
      key,
      clause,
      code,
      failures,
      retryAt,
    }));
}
