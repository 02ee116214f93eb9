import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Fact, Ledger } from '../../domain/scoring/ledger.js';
import { record } from '../../domain/scoring/record.js';

const pageSize = 1_000;

/** A lead's ledger with its stored facts up to this number, by these terms: page by page, so that a long life needs no more room than a short one. */
export async function foldFacts(
  manager: EntityManager,
  leadId: string,
  terms: Terms,
  from: Ledger,
  upTo: number,
): Promise<Ledger> {
  let ledger = from;
  for (let after = from.seq; after < upTo;) {
    const page = await factsBetween(manager, leadId, after, upTo);
    ledger = page.reduce((sum, fact) => record(sum, fact, terms), ledger);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last.seq;
  }
  return ledger;
}

async function factsBetween(manager: EntityManager, leadId: string, after: number, upTo: number): Promise<Fact[]> {
  const rows = await manager.query<(Omit<Fact, 'occurredAt' | 'receivedAt'> & { occurredAt: Date; receivedAt: Date })[]>(
    `select id, seq, kind, occurred_at as "occurredAt", received_at as "receivedAt", data from fact
     where lead_id = $1 and seq > $2 and seq <= $3 order by seq limit $4`,
    [leadId, after, upTo, pageSize],
  );
  return rows.map(({ occurredAt, receivedAt, ...fact }) => ({
    ...fact,
    occurredAt: occurredAt.getTime(),
    receivedAt: receivedAt.getTime(),
  }));
}
