import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildTemporalCli } from './build-temporal-cli.js';
import { downloadTemporalCli } from './download-temporal-cli.js';
import type { GetTemporalCli } from './get-temporal-cli.js';
import { projectRoot } from './project-root.js';
import type { Say } from './say.js';

/** Where to look for the Temporal CLI; see `LocalEnv`. */
export interface TemporalCliSearch {
  temporalCliPath?: string;
  path: string[];
  cacheHome?: string;
  say: Say;
}

export interface TemporalCli {
  file: string;
  /** Of the server inside, such as `1.32.0`. */
  serverVersion: string;
}

/** The Go module that pins the CLI's version and builds it. */
const wrapperModule = join(projectRoot, 'apps/local/temporal-cli');
// Below this Temporal does not report leads whose tasks fail (TemporalReportedProblems).
const oldestServer = [1, 30] as const;
const waysToGet: GetTemporalCli[] = [downloadTemporalCli, buildTemporalCli];

/**
 * Finds the Temporal CLI: TEMPORAL_CLI_PATH, PATH, our cache, the SDK's own download, or builds it with Go.
 * Throws one error with the ways to get it when all of these fail.
 */
export async function findTemporalCli(search: TemporalCliSearch, ways = waysToGet): Promise<TemporalCli> {
  if (search.temporalCliPath) return named(search.temporalCliPath);
  const cached = cachedCli(search.cacheHome);
  const found = onPath(search) ?? usable(cached);
  if (found) return found;
  const failures: string[] = [];
  for (const get of ways) {
    const failure = await get({ target: cached, version: cliVersion(), wrapperModule, path: search.path, say: search.say });
    const got = failure === null ? usable(cached) : null;
    if (got) return got;
    failures.push(failure ?? 'what came is no Temporal CLI');
  }
  throw new Error(whatToDo(failures));
}

/** The version that we pin, such as `1.9.1`. Kept in one place: the wrapper's go.mod. */
export function cliVersion(): string {
  const [, version] = /github\.com\/temporalio\/cli v(\S+)/.exec(readFileSync(join(wrapperModule, 'go.mod'), 'utf8')) ?? [];
  if (!version)
    throw new Error(`${wrapperModule}/go.mod names no version of github.com/temporalio/cli. Restore the file from git.`);
  return version;
}

/** The file in our cache where the CLI is kept, whether it is there or not. */
export function cachedCli(cacheHome = join(homedir(), '.cache')): string {
  return join(cacheHome, 'baton', `temporal-${cliVersion()}`);
}

function named(file: string): TemporalCli {
  const version = serverVersionOf(file);
  if (version === null)
    throw new Error(`TEMPORAL_CLI_PATH=${file} is not a Temporal CLI that runs here. Correct it, or unset it.`);
  if (isTooOld(version))
    throw new Error(`TEMPORAL_CLI_PATH=${file} holds server ${version}; Baton needs ${oldestServer.join('.')} or newer.`);
  return { file, serverVersion: version };
}

function onPath({ path, say }: TemporalCliSearch): TemporalCli | null {
  for (const file of path.map((folder) => join(folder, 'temporal')).filter((name) => existsSync(name))) {
    const found = usable(file);
    if (found) return found;
    say(
      `${file} is passed over: Baton needs a Temporal server ${oldestServer.join('.')} or newer, it holds ${serverVersionOf(file) ?? 'none'}`,
    );
  }
  return null;
}

function usable(file: string): TemporalCli | null {
  const version = existsSync(file) ? serverVersionOf(file) : null;
  return version === null || isTooOld(version) ? null : { file, serverVersion: version };
}

function serverVersionOf(file: string): string | null {
  const told = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return /Server (\d+\.\d+\.\d+)/.exec(told.stdout ?? '')?.[1] ?? null;
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestServer[0] || (major === oldestServer[0] && minor < oldestServer[1]);
}

/** Runs one command of the CLI against a server. Throws with the CLI's own words. */
export async function temporalCommand(cli: TemporalCli, address: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(cli.file, [...args, '--address', address], { timeout: 20_000 });
  return stdout;
}

function whatToDo(failures: string[]): string {
  return [
    'No Temporal CLI was found, and none could be made:',
    ...failures.map((failure) => `  - ${failure}`),
    'Any one of these helps:',
    `  - install the CLI (https://docs.temporal.io/cli, server ${oldestServer.join('.')} or newer) so that \`temporal\` is on PATH`,
    '  - set TEMPORAL_CLI_PATH to where it is',
    '  - install Go (https://go.dev/dl), and start again: it is then built once',
    '  - set TEMPORAL_ADDRESS to a Temporal server that runs already',
  ].join('\n');
}
