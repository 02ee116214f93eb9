import { proxyActivities, setCurrentDetails, workflowInfo, type RetryPolicy } from '@temporalio/workflow';
import type { AuditActivities } from '../../activities/audit/create-audit-activities.js';
import { auditFault, type AuditInput, type AuditProgress } from '../../libs/messages/audit.js';

const retry = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  maximumInterval: '30s',
  nonRetryableErrorTypes: [auditFault],
} satisfies RetryPolicy;
// An outage is waited out for a while; then the run fails, for all to see, and the next one begins anew.
const { beginAudit, endAudit } = proxyActivities<AuditActivities>({
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '10m',
  retry,
});
// A walk over all lives: it heartbeats its place, and another attempt goes on from there.
const { auditAll } = proxyActivities<AuditActivities>({
  startToCloseTimeout: '6h',
  scheduleToCloseTimeout: '12h',
  heartbeatTimeout: '1m',
  retry,
});

/** Decides every stored turn again from what it was decided from, and notes what differs. Changes nothing. Safe to start as often as anybody likes, and to cancel. */
export async function audit(input?: Partial<AuditInput>): Promise<AuditProgress> {
  const { by = 'hand', leadId = null } = input ?? {};
  const auditRunId = input?.auditRunId ?? workflowInfo().firstExecutionRunId;
  const lives = await beginAudit.executeWithOptions({ summary: `note that ${by} asks for an audit` }, [
    { auditRunId, by, leadId },
  ]);
  tell(by, auditRunId, `Looks at ${lives} lives.`);
  const progress = await auditAll.executeWithOptions({ summary: `decide the turns of ${lives} lives again` }, [
    { auditRunId, leadId },
  ]);
  await endAudit.executeWithOptions({ summary: 'note what was found' }, [{ auditRunId, progress }]);
  const { audited, turns, reproduced, differences } = progress;
  tell(
    by,
    auditRunId,
    `Done: ${reproduced} of ${turns} turns of ${audited} lives came out as stored; **${differences} differences**.`,
  );
  return progress;
}

/** What people see in the Temporal UI. */
function tell(by: string, auditRunId: string, line: string): void {
  setCurrentDetails(
    [`An audit, asked by \`${by}\``, '', line, '', `In Postgres: \`GET /v1/audit/runs/${auditRunId}\``].join('\n'),
  );
}
