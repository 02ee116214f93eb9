import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { BeginRetryRequest } from '../../messages/free-stuck.js';
import { stuckCondition } from './stuck-condition.js';

export interface BegunRetry {
  untilAt: Instant;
  matched: number;
}

/**
 * Notes who retries which leads, and how many those are; `elsewhere` are known to Temporal alone. Safe to repeat: it began once. The clock is that
 * of Postgres, which also says since when a lead is stuck.
 */
export async function beginRetry(
  source: DataSource,
  { retryId, by, filter, most }: BeginRetryRequest,
  elsewhere: number,
): Promise<BegunRetry> {
  await source.query(
    `insert into retry (retry_id, by, reason, older_than_ms, most, until_at, matched)
     select $3, $4, $1, $5, $6, $2, $7 + count(*) from life where ${stuckCondition}
     on conflict (retry_id) do nothing`,
    [filter.reason, await untilAt(source, filter.olderThanMs), retryId, by, filter.olderThanMs, most, elsewhere],
  );
  const [begun] = await source.query<[{ untilAt: Date; matched: number }]>(
    'select until_at as "untilAt", matched from retry where retry_id = $1',
    [retryId],
  );
  return { untilAt: begun.untilAt.getTime(), matched: begun.matched };
}

async function untilAt(source: DataSource, olderThanMs: number | null): Promise<Date> {
  const [{ at }] = await source.query<[{ at: Date }]>('select now() - make_interval(secs => $1::bigint / 1000.0) as at', [
    olderThanMs ?? 0,
  ]);
  return at;
}
