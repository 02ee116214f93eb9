import type { Client } from '@temporalio/client';
import { failureTypes } from '../messages/activities.js';
import { leadIdOf } from '../messages/lead-lifecycle.js';
import { leadStuckAttribute } from '../messages/search-attributes.js';

const query = `${leadStuckAttribute} = '${failureTypes.turnFault}' and ExecutionStatus = 'Running'`;

/** A page of leads whose turn failed: no row knows of them. `next`: where to go on, or null on the last page. */
export interface TurnFaults {
  leadIds: string[];
  next: string | null;
}

export async function countTurnFaults(client: Client): Promise<number> {
  return (await client.workflow.count(query)).count;
}

export async function listTurnFaults(client: Client, after: string | null, pageSize: number): Promise<TurnFaults> {
  const { executions, nextPageToken } = await client.workflowService.listWorkflowExecutions({
    namespace: client.options.namespace,
    query,
    pageSize,
    nextPageToken: after === null ? null : Buffer.from(after, 'base64'),
  });
  const leadIds = (executions ?? []).map(({ execution }) => leadIdOf(execution?.workflowId ?? ''));
  return { leadIds, next: nextPageToken?.length ? Buffer.from(nextPageToken).toString('base64') : null };
}
