import type { DataSource } from 'typeorm';
import type { LeadAudit } from '../../domain/audit/audit-lead.js';
import type { AuditInput, AuditProgress } from '../../messages/audit.js';
import { patiently } from '../patiently.js';

const keepClean = '30 days';

/** Notes who audits what, and answers how many lives there are. Safe to repeat: it began once. */
export async function beginAuditRun(
  source: DataSource,
  { auditRunId, by, leadId }: AuditInput & { auditRunId: string },
): Promise<number> {
  await patiently(source, (manager) =>
    manager.query(
      `insert into audit_run (audit_run_id, by, lead_id, lives)
       select $1, $2, $3, count(*) from life where $3::uuid is null or lead_id = $3 on conflict (audit_run_id) do nothing`,
      [auditRunId, by, leadId],
    ),
  );
  await source.query(
    `delete from audit_run where started_at < now() - interval '${keepClean}' and differences = 0 and audit_run_id <> $1`,
    [auditRunId],
  );
  const [begun] = await source.query<[{ lives: number }]>('select lives from audit_run where audit_run_id = $1', [auditRunId]);
  return begun.lives;
}

/** The progress of a run with some lives more. */
export function withAudits(progress: AuditProgress, audits: LeadAudit[]): AuditProgress {
  const sum = { ...progress };
  for (const { turns, differences } of audits) {
    const untold = turns.filter(({ verdict }) => verdict === 'untold').length;
    sum.audited += 1;
    sum.turns += turns.length - untold;
    sum.reproduced += turns.filter(({ verdict }) => verdict === 'reproduced').length;
    sum.untold += untold;
    sum.differences += differences.length;
  }
  return sum;
}

/** Notes what was found in some lives, and how far the run has come with them. All counts are of all so far: safe to repeat. */
export async function noteAudits(
  source: DataSource,
  auditRunId: string,
  audits: LeadAudit[],
  progress: AuditProgress,
): Promise<void> {
  const rows = audits.flatMap(({ leadId, differences }) => differences.map((difference, n) => ({ leadId, n, ...difference })));
  await source.transaction(async (manager) => {
    if (rows.length > 0)
      await manager.query(
        `insert into audit_difference (audit_run_id, lead_id, n, turn, kind, field, expected, stored, sentence)
         select $1, "leadId", n, turn, kind, field, expected, stored, sentence from jsonb_to_recordset($2) as d ("leadId" uuid, n integer, turn bigint,
           kind text, field text, expected text, stored text, sentence text) on conflict do nothing`,
        [auditRunId, JSON.stringify(rows)],
      );
    const { audited, turns, reproduced, untold, differences } = progress;
    await manager.query(
      `update audit_run set audited = $2, turns = $3, reproduced = $4, untold = $5, differences = $6, updated_at = now() where audit_run_id = $1`,
      [auditRunId, audited, turns, reproduced, untold, differences],
    );
  });
}

/** Notes that this was all. */
export async function endAuditRun(source: DataSource, auditRunId: string): Promise<void> {
  await source.query('update audit_run set ended_at = coalesce(ended_at, now()), updated_at = now() where audit_run_id = $1', [
    auditRunId,
  ]);
}
