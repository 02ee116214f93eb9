import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pidRecords } from '../../libs/embedded/pid-records.js';
import { removePostgresHome } from '../../libs/embedded/postgres-home.js';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { childEnv } from '../../libs/process/env.js';
import { serverPrograms } from './server-programs.js';
import { startCluster } from './start-cluster.js';

/** Runs the e2e tier against a production-shaped Temporal; answers its exit code. */
async function main(args: string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-cluster-'));
  chmodSync(folder, 0o755); // as root, Postgres runs as another user, who must get in
  const say = (line: string): void => console.log(line);
  const records = pidRecords(join(folder, 'pids'));
  const killAll = (): void => records.killAll();
  process.once('exit', killAll);
  process.once('SIGINT', () => process.exit(130));
  const cluster = await startCluster({ programs: serverPrograms(), folder, records, say });
  say(`Temporal's production server runs at ${cluster.address}; its log is ${folder}/temporal-server.log`);
  try {
    return await e2e(cluster.address, args);
  } finally {
    await cluster.stop();
    process.off('exit', killAll);
    removePostgresHome(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
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
