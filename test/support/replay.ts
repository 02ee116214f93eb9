import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import { projectRoot } from '../../libs/embedded/project-root.js';

/** The histories recorded for one workflow, by the name of its folder. */
export interface Corpus {
  stories: string[];
  read(story: string): string;
}

export function corpusOf(workflow: string): Corpus {
  const folder = join(projectRoot, 'workflows', workflow, 'histories');
  const stories = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return { stories, read: (story) => readFileSync(join(folder, story), 'utf8') };
}

/** Replays histories through the code of today; rejects when it would go another way. Call it in `beforeAll`. */
export async function createReplay(): Promise<(history: string, workflowId: string) => Promise<void>> {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  const { code } = await bundleWorkflows(projectRoot);
  return (history, workflowId) => {
    const parsed: unknown = JSON.parse(history);
    return Worker.runReplayHistory({ workflowBundle: { code } }, parsed, workflowId);
  };
}
