import type { DataSource } from 'typeorm';
import type { FindStuckRequest } from '../../messages/free-stuck.js';
import { stuckCondition } from './stuck-condition.js';

/** A page of stuck leads, the longest stuck first. `next`: where it ended; null: it was the last. */
export interface StuckIdPage {
  leadIds: string[];
  next: { at: string; leadId: string } | null;
}

export async function nextStuck(
  source: DataSource,
  { filter, untilAt, limit }: Omit<FindStuckRequest, 'after'>,
  after: StuckIdPage['next'],
): Promise<StuckIdPage> {
  const rows = await source.query<{ leadId: string; at: string }[]>(nextStuckQuery(after !== null), [
    filter.reason,
    new Date(untilAt),
    limit,
    ...(after === null ? [] : [after.at, after.leadId]),
  ]);
  return { leadIds: rows.map(({ leadId }) => leadId), next: rows.length < limit ? null : (rows.at(-1) ?? null) };
}

/** $1 and $2 as the condition has them, $3 limit; with a place, $4 and $5. */
export const nextStuckQuery = (hasPlace: boolean): string =>
  `select lead_id as "leadId", stuck_since::text as at from life
   where ${stuckCondition} ${hasPlace ? 'and (stuck_since, lead_id) > ($4::timestamptz, $5::uuid)' : ''}
   order by stuck_since, lead_id limit $3`;
