import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { childEnv } from '../../libs/process/env.js';

/** Temporal's production server, and the tool that makes its schema. */
export interface ServerPrograms {
  server: string;
  sqlTool: string;
}

/** Builds both with Go, once for this machine, of the version that the pinned CLI holds. Throws Go's own words. */
export function serverPrograms(cacheHome = join(homedir(), '.cache')): ServerPrograms {
  const version = serverVersion();
  const folder = join(cacheHome, 'baton', `temporal-server-${version}`);
  const programs = { server: join(folder, 'server'), sqlTool: join(folder, 'sql') };
  if (existsSync(programs.server) && existsSync(programs.sqlTool)) return programs;
  mkdirSync(folder, { recursive: true });
  console.log(`building Temporal's server ${version} with Go, once for this machine; about 4 minutes`);
  const packages = ['server', 'tools/sql'].map((name) => `go.temporal.io/server/cmd/${name}@v${version}`);
  const { status, error } = spawnSync('go', ['install', '-ldflags', '-s -w', ...packages], {
    env: childEnv({ GOBIN: folder }),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0)
    throw new Error(`Go could not build it${error ? ` (${error.message})` : ''}. Is Go installed, and is there a way out?`);
  return programs;
}

function serverVersion(): string {
  const pinned = readFileSync(join(projectRoot, 'apps/local/temporal-cli/go.mod'), 'utf8');
  const [, version] = /go\.temporal\.io\/server v(\S+)/.exec(pinned) ?? [];
  if (!version) throw new Error('apps/local/temporal-cli/go.mod names no version of go.temporal.io/server.');
  return version;
}
