import type { EntityManager } from 'typeorm';
import type { Fact } from '../../domain/scoring/ledger.js';

/** `by`: the member who told it; null: Baton itself. */
export type ToldFact = Fact & { by: string | null };

/** A page of what is known of a lead, in order of arrival. `next`: the number to ask on `after`, or null on the last page. */
export interface FactPage {
  facts: ToldFact[];
  next: number | null;
}

export async function leadFacts(manager: EntityManager, leadId: string, afterSeq: number, limit: number): Promise<FactPage> {
  const rows = await manager.query<(Omit<ToldFact, 'occurredAt' | 'receivedAt'> & { occurredAt: Date; receivedAt: Date })[]>(
    `select id, seq, kind, occurred_at as "occurredAt", received_at as "receivedAt", by, data from fact
     where lead_id = $1 and seq > $2 order by seq limit $3`,
    [leadId, afterSeq, limit + 1],
  );
  const facts = rows
    .slice(0, limit)
    .map((row) => ({ ...row, occurredAt: row.occurredAt.getTime(), receivedAt: row.receivedAt.getTime() }));
  return { facts, next: rows.length > limit ? (facts.at(-1)?.seq ?? null) : null };
}
