import { ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import { leadTaskQueue } from '../messages/lead-lifecycle.js';
import { reconcileSchedule, reconcileType, reconcileWorkflowId, type ReconcileInput } from '../messages/reconcile.js';
import { startOnce } from './start-once.js';

const options = {
  taskQueue: leadTaskQueue,
  staticSummary: 'Compares Postgres with Temporal, and mends what differs',
  staticDetails: 'What it found: **Current Details**, and `GET /v1/health/leads`. Safe to cancel, and to start again.',
} as const;

const watch: ReconcileInput = { reconciliationId: null, kind: 'watch', by: 'schedule', dryRun: false };

/** Every few minutes, one at a time. */
export const watchSchedule: ScheduleOptions = {
  scheduleId: reconcileSchedule,
  spec: { intervals: [{ every: '5 minutes' }] },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
  action: { type: 'startWorkflow', workflowType: reconcileType, workflowId: reconcileSchedule, args: [watch], ...options },
};

/** Starts a comparison. The same id again starts nothing, whether that one still runs or has ended. */
export function startReconcile(client: Client, input: ReconcileInput & { reconciliationId: string }): Promise<void> {
  return startOnce(client, reconcileType, { ...options, workflowId: reconcileWorkflowId(input.reconciliationId), args: [input] });
}
