import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHistory } from '../../libs/temporal/read-history.js';
import type { LeadWorker } from './lead-worker.js';

const corpus = join(__dirname, '../../workflows/lead-lifecycle/histories');

/** With RECORD set, saves the newest run of a lead as a story of the replay corpus: `RECORD=1 npx jest workflows --selectProjects int`. */
export async function recordStory(worker: LeadWorker, leadId: string, story: string): Promise<void> {
  if (process.env['RECORD'] === undefined) return;
  await writeFile(join(corpus, `${story}.json`), await readHistory(worker, leadId));
}
