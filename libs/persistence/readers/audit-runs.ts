import type { EntityManager } from 'typeorm';
import type { Kind } from '../../domain/audit/difference.js';
import type { AuditProgress } from '../../messages/audit.js';

/** One look at stored decisions. */
export interface AuditRun extends AuditProgress {
  auditRunId: string;
  by: string;
  /** The one lead it looks at; null: all. */
  leadId: string | null;
  /** When it began. */
  lives: number;
  /** `stopped`: cancelled, or given up; it has said nothing for a quarter of an hour. */
  status: 'running' | 'done' | 'stopped';
  startedAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
}

/** Something stored that its inputs do not give. `turn` is null where it is about the whole life. */
export interface FoundDifference {
  leadId: string;
  turn: number | null;
  kind: Kind;
  field: string;
  expected: string | null;
  stored: string | null;
  sentence: string;
}

const columns = `audit_run_id as "auditRunId", by, lead_id as "leadId", lives, audited, turns, reproduced, untold, differences,
  started_at as "startedAt", updated_at as "updatedAt", ended_at as "endedAt",
  case when ended_at is not null then 'done' when updated_at > now() - interval '15 minutes' then 'running' else 'stopped' end as status`;

/** The newest first. */
export function auditRuns(manager: EntityManager, limit: number): Promise<AuditRun[]> {
  return manager.query<AuditRun[]>(`select ${columns} from audit_run order by started_at desc limit $1`, [limit]);
}

/** With the first `most` of its differences, lead by lead. Null: none has begun under this id. */
export async function auditRun(
  manager: EntityManager,
  auditRunId: string,
  most: number,
): Promise<(AuditRun & { found: FoundDifference[] }) | null> {
  const [run] = await manager.query<AuditRun[]>(`select ${columns} from audit_run where audit_run_id = $1`, [auditRunId]);
  if (run === undefined) return null;
  const found = await manager.query<FoundDifference[]>(
    `select lead_id as "leadId", turn, kind, field, expected, stored, sentence from audit_difference
     where audit_run_id = $1 order by lead_id, n limit $2`,
    [auditRunId, most],
  );
  return { ...run, found };
}
