import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';
import { readHistory } from '../../libs/temporal/read-history.js';
import { eventually } from './eventually.js';
import type { LeadWorker } from './lead-worker.js';

/** With RECORD set, saves the newest run of a lead as a story of the replay corpus: `RECORD=1 npx jest workflows --selectProjects int`. */
export function recordStory(worker: LeadWorker, leadId: string, story: string): Promise<void> {
  return recordRun(worker, { workflow: 'lead-lifecycle', workflowId: leadWorkflowId(leadId), story });
}

export interface RunToRecord {
  /** The folder below workflows/. */
  workflow: string;
  workflowId: string;
  /** Default: the newest. */
  runId?: string;
  story: string;
}

/** The same for a run of any workflow. */
export async function recordRun(worker: LeadWorker, run: RunToRecord): Promise<void> {
  if (process.env['RECORD'] === undefined) return;
  const corpus = join(projectRoot, 'workflows', run.workflow, 'histories');
  await mkdir(corpus, { recursive: true });
  await writeFile(join(corpus, `${run.story}.json`), await eventually(() => historyAtRest(worker, run)));
}

// A history that stops before or in the midst of a workflow task has nothing to replay, or its replay goes on where nobody has been.
async function historyAtRest(worker: LeadWorker, { workflowId, runId }: RunToRecord): Promise<string> {
  const history = await readHistory(worker, workflowId, runId);
  const types = (JSON.parse(history) as { events: { eventType: string }[] }).events.map(({ eventType }) => eventType);
  const isInTask = /WORKFLOW_TASK_(SCHEDULED|STARTED)$/.test(types.at(-1) ?? '');
  if (isInTask || !types.includes('EVENT_TYPE_WORKFLOW_TASK_COMPLETED'))
    throw new Error(`The history of ${workflowId} is not at rest`);
  return history;
}
