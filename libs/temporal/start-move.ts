import type { Client } from '@temporalio/client';
import { leadTaskQueue } from '../messages/lead-lifecycle.js';
import { moveLeadsType, moveWorkflowId, type MoveAct, type MoveInput } from '../messages/move-leads.js';

/** Starts an act of a move. While it runs nothing more is started; one that stopped goes on with the leads that wait. */
export async function startMove(client: Client, moveId: string, act: MoveAct): Promise<void> {
  const input: MoveInput = { moveId, act, carried: null };
  await client.workflow.start(moveLeadsType, {
    taskQueue: leadTaskQueue,
    staticSummary: 'Moves running leads to another version of the agreement',
    staticDetails: 'How far it has come: **Current Details**. Safe to cancel, and to start again.',
    workflowId: moveWorkflowId(moveId, act),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [input],
  });
}
