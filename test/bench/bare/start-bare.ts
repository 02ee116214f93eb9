import { fork, type ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { projectRoot } from '../../../libs/embedded/project-root.js';
import { childEnv } from '../../../libs/process/env.js';
import type { Baton } from '../../support/start-baton.js';
import { testStack } from '../../support/test-stack.js';
import type { BareEnv } from './bare-env.js';

type Part = 'worker' | 'facts-server';

/** Starts one of the floors as a process of its own, on the same Postgres database and Temporal namespace as ours. Answers how to stop it. */
export async function startBare(part: Part, baton: Baton, more: Partial<BareEnv> = {}): Promise<() => Promise<void>> {
  const { address: temporalAddress, namespace: temporalNamespace } = baton.temporal;
  const told = { databaseUrl: baton.databaseUrl, temporalAddress, temporalNamespace, port: 0, bundle: '', ...more };
  const env = childEnv({ BARE: JSON.stringify(told) });
  const child = fork(join(__dirname, `${part}.js`), { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return () => ended(child);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGTERM'));
}

/** The bare workflows as a bundle, as ours are one. */
export async function bundleBare(): Promise<string> {
  const workflowsPath = join(projectRoot, 'test/bench/bare/workflows.ts');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  const file = join(testStack().folder, 'bare-bundle.js');
  await writeFile(file, code);
  return file;
}
