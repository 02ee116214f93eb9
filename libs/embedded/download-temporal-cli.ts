import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CliOrder, GetTemporalCli } from './get-temporal-cli.js';
import { projectRoot } from './project-root.js';

/** Lets Temporal's SDK download the CLI, as its test environment does, into our cache. */
export const downloadTemporalCli: GetTemporalCli = async (order) => {
  const folder = `${order.target}.download-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    await download(folder, order);
    const [file] = readdirSync(folder).filter((entry) => entry.startsWith('temporal'));
    if (file === undefined) return 'the SDK downloaded nothing that we know';
    chmodSync(join(folder, file), 0o755);
    renameSync(join(folder, file), order.target);
    return null;
  } catch {
    return 'the SDK could not download it (is there a way to https://temporal.download?)';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// In a process of its own: the SDK's runtime takes over the signals of the process that loads it.
async function download(folder: string, { version, say }: CliOrder): Promise<void> {
  const executable = { type: 'cached-download', downloadDir: folder, version: `v${version}` };
  const script = `require('@temporalio/testing').TestWorkflowEnvironment
    .createLocal({ server: { executable: ${JSON.stringify(executable)} } })
    .then((env) => env.teardown()).then(() => process.exit(0), () => process.exit(1))`;
  say(`looking for a download of the Temporal CLI ${version}`);
  await promisify(execFile)(process.execPath, ['-e', script], { cwd: projectRoot, timeout: 300_000 });
}
