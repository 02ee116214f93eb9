import type { DataSource, EntityManager } from 'typeorm';
import { pastKinds, pastOf } from '../../domain/backtest/past-of.js';
import type { Heard, PastLead } from '../../domain/backtest/past.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadEvent } from '../../domain/lifecycle/events.js';

interface FactOfHistory {
  lead_id: string;
  id: string;
  seq: number;
  kind: string;
  occurred_at: Date;
  received_at: Date;
  data: Record<string, unknown>;
  last: boolean;
}

const pageSize = 2_000;

/**
 * All facts received before `to`, over all leads in the order of their receipt, page by page: a cursor holds the place, so memory stays the same
 * however long the history is. With a lead's first fact comes what became of it.
 */
export async function* readHistory(source: DataSource, to: Instant): AsyncGenerator<Heard[]> {
  const runner = source.createQueryRunner();
  await runner.startTransaction('REPEATABLE READ');
  try {
    // The order of a whole history is sorted once, on disk; it must not be cut off by the clock of a usual statement.
    await runner.query(`set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`);
    const until = new Date(to).toISOString();
    await runner.query(
      `declare history no scroll cursor for
       select fact.lead_id, id, fact.seq, kind, occurred_at, received_at, data, fact.seq = ends.seq as last
       from fact join (select lead_id, max(seq) as seq from fact where received_at < '${until}' group by lead_id) as ends using (lead_id)
       where received_at < '${until}'
       order by received_at, fact.lead_id, fact.seq`,
    );
    for (;;) {
      const rows = (await runner.query(`fetch ${pageSize} from history`)) as FactOfHistory[];
      if (rows.length === 0) return;
      const pasts = await loadPasts(runner.manager, newLeads(rows));
      yield rows.map((row) => heardOf(row, pasts));
    }
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** How many facts there are in a period, and in all until its end. */
export async function countHistory(source: DataSource, from: Instant, to: Instant): Promise<{ facts: number; inPeriod: number }> {
  return source.transaction(async (manager) => {
    // All facts are looked at, however many there are.
    await manager.query('set local statement_timeout = 0');
    const [row] = await manager.query<[{ facts: number; inPeriod: number }]>(
      `select count(*)::integer as facts, (count(*) filter (where received_at >= $1))::integer as "inPeriod" from fact where received_at < $2`,
      [new Date(from), new Date(to)],
    );
    return row;
  });
}

/** What became of leads that were handed over before `to`, some hundred leads at a time. */
export async function* readPasts(source: DataSource, to: Instant): AsyncGenerator<PastLead[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await source.query<{ lead_id: string }[]>(
      `select distinct lead_id from event where kind = 'HandOffOpened' and abandoned_by is null and at < $1 and lead_id > $2 order by lead_id limit 500`,
      [new Date(to), after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.lead_id;
    yield [
      ...(
        await loadPasts(
          source.manager,
          rows.map(({ lead_id }) => lead_id),
        )
      ).values(),
    ];
  }
}

async function loadPasts(manager: EntityManager, leadIds: string[]): Promise<Map<string, PastLead>> {
  if (leadIds.length === 0) return new Map();
  const rows = await manager.query<{ lead_id: string; events: LeadEvent[] }[]>(
    `select lead_id, jsonb_agg(body order by turn, n) as events from event
     where lead_id = any($1::uuid[]) and kind = any($2) and abandoned_by is null group by lead_id`,
    [leadIds, [...pastKinds]],
  );
  return new Map(rows.map(({ lead_id, events }) => [lead_id, pastOf(events)]));
}

// A lead that was joined to another gives it its facts: the first that is left may bear any number.
const newLeads = (rows: FactOfHistory[]): string[] => [
  ...new Set(rows.flatMap(({ lead_id, seq }) => (seq === 1 ? [lead_id] : []))),
];

function heardOf(
  { lead_id, occurred_at, received_at, last, id, seq, kind, data }: FactOfHistory,
  pasts: Map<string, PastLead>,
): Heard {
  const fact = { id, seq, kind, data, occurredAt: occurred_at.getTime(), receivedAt: received_at.getTime() };
  const past = seq === 1 ? pasts.get(lead_id) : undefined;
  return { leadId: lead_id, fact, last, ...(past === undefined ? {} : { past }) };
}
