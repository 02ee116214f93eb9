import type { Client } from '@temporalio/client';
import { freeStuckType, freeStuckWorkflowId, type FreeStuckInput } from '../messages/free-stuck.js';
import { leadTaskQueue } from '../messages/lead-lifecycle.js';
import { startOnce } from './start-once.js';

/** How every retry of many starts, by the API or by the Schedule. */
export const freeStuckOptions = {
  taskQueue: leadTaskQueue,
  staticSummary: 'Sends retry to stuck leads, at a bounded rate',
  staticDetails:
    'How far it has come: **Current Details**. Safe to cancel, and to start again: a lead that is not stuck takes no notice.',
} as const;

/** Starts a retry of many. The same `retryId` again starts nothing, whether that one still runs or has ended. */
export function startFreeStuck(client: Client, input: FreeStuckInput & { retryId: string }): Promise<void> {
  return startOnce(client, freeStuckType, { ...freeStuckOptions, workflowId: freeStuckWorkflowId(input.retryId), args: [input] });
}
