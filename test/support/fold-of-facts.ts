import type { Client } from 'pg';
import type { Terms } from '../../libs/domain/agreement/terms.js';
import { emptyLedger, type Fact, type Ledger } from '../../libs/domain/scoring/ledger.js';
import { record } from '../../libs/domain/scoring/record.js';

interface Row extends Omit<Fact, 'occurredAt' | 'receivedAt'> {
  lead_id: string;
  occurred_at: Date;
  received_at: Date;
}

const atOnce = 200;

/** Leads whose ledger is not what all their facts, newest first, add up to. Some hundred leads at a time. */
export async function ledgersUnlikeFold(postgres: Client, terms: Terms): Promise<string[]> {
  const { rows } = await postgres.query<{ lead_id: string; ledger: Ledger | null }>(
    'select lead_id, ledger from lead left join ledger using (lead_id) where merged_into is null order by lead_id',
  );
  const unlike: string[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    const facts = await factsOf(
      postgres,
      some.map(({ lead_id }) => lead_id),
    );
    for (const { lead_id, ledger } of some) {
      const fold = (facts.get(lead_id) ?? []).reduceRight((sum, fact) => record(sum, fact, terms), emptyLedger());
      if (ledger === null || !isSameLedger(ledger, fold)) unlike.push(lead_id);
    }
  }
  return unlike;
}

async function factsOf(postgres: Client, leadIds: string[]): Promise<Map<string, Fact[]>> {
  const { rows } = await postgres.query<Row>('select * from fact where lead_id = any($1::uuid[]) order by lead_id, seq', [
    leadIds,
  ]);
  const byLead = new Map<string, Fact[]>();
  for (const { lead_id, occurred_at, received_at, ...fact } of rows) {
    const known = byLead.get(lead_id) ?? [];
    known.push({ ...fact, occurredAt: occurred_at.getTime(), receivedAt: received_at.getTime() });
    byLead.set(lead_id, known);
  }
  return byLead;
}

/** Values were added up in another order, so their last digits may differ; nothing else may. */
function isSameLedger(one: Ledger, other: Ledger): boolean {
  const exact = ({ seq, signals, rules }: Ledger): string =>
    JSON.stringify([seq, sorted(signals), sorted(rules).map(([id, { at, count }]) => [id, at, count])]);
  const close = (id: string): boolean => Math.abs((one.rules[id]?.value ?? 0) - (other.rules[id]?.value ?? 0)) < 1e-6;
  return exact(one) === exact(other) && Object.keys(one.rules).every(close);
}

const sorted = <T>(of: Record<string, T>): [string, T][] => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
