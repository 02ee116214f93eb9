import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CliOrder, GetTemporalCli } from './get-temporal-cli.js';
import { processIdentity } from './process-identity.js';

const progressEveryMs = 20_000;

/** Builds the CLI from the pinned wrapper module. Two builders at once do each other no harm: the last rename wins. */
export const buildTemporalCli: GetTemporalCli = async (order) => {
  const go = order.path.map((folder) => join(folder, 'go')).find((file) => existsSync(file));
  if (go === undefined) return 'Go, which could build it, is not on PATH';
  removeDeadBuilds(order.target);
  const unfinished = `${order.target}.${process.pid}`;
  mkdirSync(dirname(order.target), { recursive: true });
  order.say(`building the Temporal CLI ${order.version} with Go, once for this machine; about 4 minutes`);
  const failure = await build(go, unfinished, order);
  if (failure !== null) return `Go could not build it: ${failure}`;
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, order.target);
  return null;
};

function build(program: string, output: string, { say, wrapperModule }: CliOrder): Promise<string | null> {
  const started = Date.now();
  const args = ['build', '-ldflags', '-s -w', '-o', output, 'github.com/temporalio/cli/cmd/temporal'];
  const go = spawn(program, args, { cwd: wrapperModule, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  go.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-1_000)));
  const progress = setInterval(
    () => say(`  still building, ${Math.round((Date.now() - started) / 1000)} s so far`),
    progressEveryMs,
  );
  const interrupt = () => void go.kill();
  process.once('exit', interrupt);
  return new Promise((resolve) => {
    const end = (failure: string | null) => {
      clearInterval(progress);
      process.off('exit', interrupt);
      resolve(failure);
    };
    go.once('error', (error) => end(error.message));
    // Not 'exit': what it said may still be on its way then.
    go.once('close', (code) => end(code === 0 ? null : words.trim() || `exit ${code}`));
  });
}

// A build that was killed leaves a file named after its process.
function removeDeadBuilds(target: string): void {
  if (!existsSync(dirname(target))) return;
  const prefix = `${basename(target)}.`;
  const builds = readdirSync(dirname(target)).filter(
    (entry) => entry.startsWith(prefix) && /^\d+$/.test(entry.slice(prefix.length)),
  );
  for (const build of builds) {
    if (processIdentity(Number(build.slice(prefix.length))) === null) rmSync(join(dirname(target), build), { force: true });
  }
}
