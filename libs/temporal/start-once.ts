import { WorkflowExecutionAlreadyStartedError, type Client, type WorkflowStartOptions } from '@temporalio/client';

/** Starts a workflow. The same id again starts nothing, whether that one still runs or has ended. */
export async function startOnce(client: Client, type: string, options: WorkflowStartOptions): Promise<void> {
  try {
    await client.workflow.start(type, { ...options, workflowIdReusePolicy: 'REJECT_DUPLICATE' });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
