import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { leadWorkflowId } from '../messages/lead-lifecycle.js';
import { connectLazily } from './connect.js';

/** The history of a lead's newest run, as JSON that replays. Throws if the lead has none (never rung, or past the namespace's retention). */
export async function readHistory(at: { address: string; namespace: string }, leadId: string): Promise<string> {
  const connection = connectLazily(at.address);
  try {
    const client = new Client({ connection, namespace: at.namespace });
    const history = await client.workflow.getHandle(leadWorkflowId(leadId)).fetchHistory();
    return `${historyToJSON(history)}\n`;
  } finally {
    await connection.close();
  }
}
