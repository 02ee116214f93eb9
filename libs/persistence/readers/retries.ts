import type { EntityManager } from 'typeorm';

/** One retry of many stuck leads. `retried` counts leads that were sent `retry`; whether that freed them, the list of stuck leads tells. */
export interface Retry {
  retryId: string;
  by: string;
  reason: string | null;
  olderThanMs: number | null;
  most: number | null;
  matched: number;
  retried: number;
  /** `stopped`: cancelled, or given up; it has said nothing for a quarter of an hour. */
  status: 'running' | 'done' | 'stopped';
  startedAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
}

const columns = `retry_id as "retryId", by, reason, older_than_ms as "olderThanMs", most, matched, retried, started_at as "startedAt",
  updated_at as "updatedAt", ended_at as "endedAt",
  case when ended_at is not null then 'done' when updated_at > now() - interval '15 minutes' then 'running' else 'stopped' end as status`;

/** The newest first. */
export function retries(manager: EntityManager, limit: number): Promise<Retry[]> {
  return manager.query<Retry[]>(`select ${columns} from retry order by started_at desc limit $1`, [limit]);
}

/** Null: none has begun under this id. */
export async function retryById(manager: EntityManager, retryId: string): Promise<Retry | null> {
  const [retry] = await manager.query<Retry[]>(`select ${columns} from retry where retry_id = $1`, [retryId]);
  return retry ?? null;
}
