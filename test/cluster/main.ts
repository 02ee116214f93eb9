import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { childEnv } from '../../libs/process/env.js';
import { startOwnCluster } from './own-cluster.js';

/** Runs the e2e tier against a production-shaped Temporal; answers its exit code. */
async function main(args: string[]): Promise<number> {
  const cluster = await startOwnCluster({ durable: false, say: (line) => console.log(line) });
  try {
    return await e2e(cluster.address, args);
  } finally {
    await cluster.stop();
  }
}

function e2e(address: string, args: string[]): Promise<number> {
  const jest = [join(projectRoot, 'node_modules/jest/bin/jest.js'), ...args, '--selectProjects', 'e2e'];
  const run = spawn(process.execPath, jest, {
    cwd: projectRoot,
    stdio: 'inherit',
    env: childEnv({ BATON_TEST_TEMPORAL: address }),
  });
  return new Promise((resolve) => run.once('exit', (code) => resolve(code ?? 1)));
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
