import type { Client } from '@temporalio/client';
import { backtestType, backtestWorkflowId, type BacktestInput } from '../messages/backtest.js';
import { leadTaskQueue } from '../messages/lead-lifecycle.js';
import { startOnce } from './start-once.js';

/** Starts a back-test. The same id again starts nothing, whether that one still runs or has ended. */
export function startBacktest(client: Client, input: BacktestInput): Promise<void> {
  return startOnce(client, backtestType, {
    taskQueue: leadTaskQueue,
    workflowId: backtestWorkflowId(input.backtestId),
    args: [input],
    staticSummary: 'Tests a version of the agreement on the stored history',
    staticDetails:
      'What it found: `GET /v1/agreements/{version}/backtest`. It changes no lead. Safe to cancel, and to ask for again.',
  });
}
