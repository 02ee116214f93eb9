import { Worker } from '@temporalio/worker';
import { installRuntime } from '../../../apps/worker/install-runtime.js';
import { workerManners } from '../../../apps/worker/create-worker.js';
import { createDataSource } from '../../../libs/persistence/data-source.js';
import { createLog } from '../../../libs/process/log.js';
import { connectWorker } from '../../../libs/temporal/connect-worker.js';
import { readBareEnv } from './bare-env.js';
import { createNaiveActivities } from './naive-steps.js';
import { createBareActivities } from './upsert-step.js';

export const bareTaskQueue = 'bare';

/** A worker with our worker's options and nothing of ours in it.  */
async function main(): Promise<void> {
  const env = readBareEnv();
  installRuntime(createLog('bare'));
  const connection = await connectWorker(env.temporalAddress);
  const source = await createDataSource(env.databaseUrl, { poolSize: 32, statementTimeoutMs: 1_500 }).initialize();
  const worker = await Worker.create({
    ...workerManners,
    connection,
    namespace: env.temporalNamespace,
    taskQueue: bareTaskQueue,
    workflowBundle: { codePath: env.bundle },
    activities: { ...createBareActivities(source), ...createNaiveActivities(source) },
    maxConcurrentLocalActivityExecutions: 16,
  });
  process.once('SIGTERM', () => worker.shutdown());
  await worker.run();
  await connection.close();
  await source.destroy();
}

if (require.main === module) void main();
