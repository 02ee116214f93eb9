import { ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import { auditSchedule, auditType, auditWorkflowId, type AuditInput } from '../messages/audit.js';
import { leadTaskQueue } from '../messages/lead-lifecycle.js';
import { startOnce } from './start-once.js';

const options = {
  taskQueue: leadTaskQueue,
  staticSummary: 'Decides every stored turn again, and tells what differs',
  staticDetails:
    'What it found: **Current Details**, and `GET /v1/audit/runs`. It changes nothing. Safe to cancel, and to start again.',
} as const;

const everyLife: AuditInput = { auditRunId: null, by: 'schedule', leadId: null };

/** Every night at three, by UTC; one at a time. */
export const nightlyAudit: ScheduleOptions = {
  scheduleId: auditSchedule,
  spec: { calendars: [{ hour: 3, minute: 0 }] },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '6 hours' },
  action: { type: 'startWorkflow', workflowType: auditType, workflowId: auditSchedule, args: [everyLife], ...options },
};

/** Starts an audit. The same id again starts nothing, whether that one still runs or has ended. */
export function startAudit(client: Client, input: AuditInput & { auditRunId: string }): Promise<void> {
  return startOnce(client, auditType, { ...options, workflowId: auditWorkflowId(input.auditRunId), args: [input] });
}
