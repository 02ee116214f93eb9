import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';
import { readHistory } from '../../libs/temporal/read-history.js';
import { runningEnv } from './running-env.js';

const usage =
  'Usage: npm run record -- <leadId> <story>, where story is a name such as recycled-twice. Use a lead with invented data.';

/** Saves the newest run of a lead as a story of the replay corpus: from then on every change of the workflow must go the same way. */
async function record([leadId, story]: string[]): Promise<void> {
  if (leadId === undefined || story === undefined || !/^[a-z0-9-]+$/.test(story)) throw new Error(usage);
  const { temporalAddress: address, temporalNamespace: namespace } = runningEnv();
  const file = join(projectRoot, 'workflows/lead-lifecycle/histories', `${story}.json`);
  await writeFile(file, await readHistory({ address, namespace }, leadWorkflowId(leadId)));
  console.log(`saved ${file}; npx jest workflows/lead-lifecycle/replay replays it`);
}

record(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
