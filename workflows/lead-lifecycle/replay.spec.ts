import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';

const folder = join(__dirname, 'histories');
const stories = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (story: string): string => readFileSync(join(folder, story), 'utf8');

let code: string;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  ({ code } = await bundleWorkflows(resolve(__dirname, '../..')));
}, 60_000);

function replay(history: string): Promise<void> {
  const parsed: unknown = JSON.parse(history);
  return Worker.runReplayHistory({ workflowBundle: { code } }, parsed, leadWorkflowId('replayed'));
}

describe('the lives recorded so far', () => {
  it('are enough to notice a change', () => expect(stories.length).toBeGreaterThanOrEqual(8));

  it.each(stories)('%s goes the same way today', async (story) => {
    await expect(replay(read(story))).resolves.toBeUndefined();
  });

  it('would not, if a rep had been told where a manager was', async () => {
    const altered = read('to-customer.json').replaceAll('"tellRep"', '"tellManager"');
    await expect(replay(altered)).rejects.toThrow(DeterminismViolationError);
  });
});
