import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { connectLazily } from './connect.js';

/** The history of a workflow's newest run, or of `runId`, as JSON that replays. Throws if there is none (never started, or past the namespace's retention). */
export async function readHistory(
  at: { address: string; namespace: string },
  workflowId: string,
  runId?: string,
): Promise<string> {
  const connection = connectLazily(at.address);
  try {
    const client = new Client({ connection, namespace: at.namespace });
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    return `${historyToJSON(history)}\n`;
  } finally {
    await connection.close();
  }
}
