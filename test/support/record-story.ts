import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHistory } from '../../libs/temporal/read-history.js';
import { eventually } from './eventually.js';
import type { LeadWorker } from './lead-worker.js';

const corpus = join(__dirname, '../../workflows/lead-lifecycle/histories');

/** With RECORD set, saves the newest run of a lead as a story of the replay corpus: `RECORD=1 npx jest workflows --selectProjects int`. */
export async function recordStory(worker: LeadWorker, leadId: string, story: string): Promise<void> {
  if (process.env['RECORD'] === undefined) return;
  await writeFile(join(corpus, `${story}.json`), await eventually(() => historyAtRest(worker, leadId)));
}

// A history that stops before or in the midst of a workflow task has nothing to replay, or its replay goes on where nobody has been.
async function historyAtRest(worker: LeadWorker, leadId: string): Promise<string> {
  const history = await readHistory(worker, leadId);
  const types = (JSON.parse(history) as { events: { eventType: string }[] }).events.map(({ eventType }) => eventType);
  const isInTask = /WORKFLOW_TASK_(SCHEDULED|STARTED)$/.test(types.at(-1) ?? '');
  if (isInTask || !types.includes('EVENT_TYPE_WORKFLOW_TASK_COMPLETED'))
    throw new Error(`The history of lead ${leadId} is not at rest`);
  return history;
}
