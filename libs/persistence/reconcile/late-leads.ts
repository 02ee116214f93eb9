import type { DataSource } from 'typeorm';

/** Ids after `after` (null: the first) up to `upTo` (null: the last). */
export interface IdRange {
  after: string | null;
  upTo: string | null;
}

export interface Overdue {
  leadId: string;
  turn: number;
}

const [beforeAll, afterAll] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/**
 * Two looks in a row: notes which leads of the range are overdue now, and answers those that were at the last look too and have not moved since. One
 * that was overdue because workers were away has moved by then.
 */
export async function confirmLate(source: DataSource, { after, upTo }: IdRange, overdue: Overdue[]): Promise<string[]> {
  const rows = await source.query<{ leadId: string }[]>(
    `with seen as materialized (select * from jsonb_to_recordset($3) as s ("leadId" uuid, turn bigint)),
       gone as (delete from late_lead where lead_id > $1 and lead_id <= $2 and lead_id not in (select "leadId" from seen)),
       noted as (
         insert into late_lead (lead_id, turn) select "leadId", turn from seen
         on conflict (lead_id) do update set turn = excluded.turn, seen_at = now() where late_lead.turn <> excluded.turn
       )
     select "leadId" from seen join late_lead on late_lead.lead_id = "leadId" and late_lead.turn = seen.turn`,
    [after ?? beforeAll, upTo ?? afterAll, JSON.stringify(overdue)],
  );
  return rows.map(({ leadId }) => leadId);
}
