import type { DataSource } from 'typeorm';

/** What Postgres knows of a lead that should, or should not, have a running workflow. */
export interface KnownLead {
  leadId: string;
  /** Of its last turn; 0: it has not had one. */
  turn: number;
  /** It has had a turn, and its life goes on. */
  open: boolean;
  ended: boolean;
  /** It has news, and nobody is going to tell it: no row makes the relay look. */
  unheard: boolean;
  /** It was rung and has not heard. */
  rung: boolean;
  /** It should have woken some minutes ago. */
  overdue: boolean;
}

/** Longer than any retry in fair weather: what has not woken by then needs a look. */
export const overdueAfter = '5 minutes';
const beforeAll = '00000000-0000-0000-0000-000000000000';

// One statement, one snapshot: facts, the ledger that holds them and the row that makes the relay look are committed together, so a gap between them is no race.
export const pageQuery = `
  select page.lead_id as "leadId", coalesce(life.turn, 0) as turn, life.lead_id is not null and not life.ended as open, coalesce(life.ended, false) as ended,
    due.lead_id is null and (coalesce((select max(seq) from fact where fact.lead_id = page.lead_id), 0) > coalesce(ledger.seq, 0) or ledger.owed_seq is not null
      or (ledger.changes_at is not null and not coalesce(life.ended, false))) as unheard,
    coalesce(ledger.owed_seq is not null and ledger.rings > 0 and not coalesce(life.ended, false), false) as rung,
    coalesce(not life.ended and life.wake_at < now() - interval '${overdueAfter}', false) as overdue
  from (select lead_id from lead where lead_id > $1 order by lead_id limit $2) as page
    left join life using (lead_id) left join ledger using (lead_id) left join due_lead as due using (lead_id)
  order by page.lead_id`;

/** The next leads in order of their ids, after one of them or from the first. */
export function pageOfLeads(source: DataSource, after: string | null, limit: number): Promise<KnownLead[]> {
  return source.query<KnownLead[]>(pageQuery, [after ?? beforeAll, limit]);
}

/** What became of leads since they were looked at. One that is not among them is not known to Postgres. */
export interface LeadNow {
  leadId: string;
  turn: number;
  open: boolean;
  /** It ended some minutes ago: its workflow has had time to end, effects and all. */
  longEnded: boolean;
}

export function leadsNow(source: DataSource, leadIds: string[]): Promise<LeadNow[]> {
  return source.query<LeadNow[]>(
    `select lead_id as "leadId", coalesce(life.turn, 0) as turn, life.lead_id is not null and not life.ended as open,
       coalesce(life.ended and life.updated_at < now() - interval '${overdueAfter}', false) as "longEnded"
     from lead left join life using (lead_id) where lead_id = any($1::uuid[])`,
    [leadIds],
  );
}
