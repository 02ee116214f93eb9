import type { SearchAttributePair } from '@temporalio/common';
import type { LeadLifecycleInput } from '../messages/lead-lifecycle.js';
import { leadTaskQueue, leadWorkflowId, sleepsBelowBytes } from '../messages/lead-lifecycle.js';
import { leadStageKey } from '../messages/search-attributes.js';

const firstAttributes: SearchAttributePair[] = [{ key: leadStageKey, value: 'inquiry' }];

/**
 * How every run of a lead starts, whoever knocks first. Uniqueness for life is Postgres's; here an ended lead may run again from its row.
 * No execution timeout and no retry policy: a lead lives as long as it lives.
 */
export function startOptions(leadId: string) {
  const input: LeadLifecycleInput = { leadId, carried: null, sleepsBelow: sleepsBelowBytes };
  return {
    workflowId: leadWorkflowId(leadId),
    taskQueue: leadTaskQueue,
    args: [input] as [LeadLifecycleInput],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    typedSearchAttributes: firstAttributes,
    staticSummary: 'A lead, from first touch to customer',
    staticDetails: `Where it stands: **Current Details**. The whole story: \`GET /v1/leads/${leadId}\`.`,
  } as const;
}
