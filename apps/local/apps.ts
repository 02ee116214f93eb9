import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startChild } from '../../libs/embedded/child.js';
import type { PidRecords } from '../../libs/embedded/pid-records.js';
import { projectRoot } from '../../libs/embedded/project-root.js';
import type { Say } from '../../libs/embedded/say.js';
import { childEnv } from '../../libs/process/env.js';
import type { StopList } from './stop-list.js';
import { supervise, type Supervised } from './supervise.js';

export interface AppsPlan {
  folder: string;
  variables: Record<string, string>;
  records: PidRecords;
  stops: StopList;
  say: Say;
}

/** Longer than the drain of a worker: a mail that is on its way when its worker is killed is never known to have been sent. */
const workerStopsWithinMs = 35_000;

/** Starts worker, relay and api, each a process that is started again when it dies. They stop in the opposite order. */
export async function startApps(plan: AppsPlan): Promise<Supervised[]> {
  mkdirSync(join(plan.folder, 'logs'), { recursive: true });
  const apps: Supervised[] = [];
  for (const name of ['worker', 'relay', 'api']) {
    const app = await supervise(() => startApp(name, plan), plan.say);
    plan.stops.add(name, app);
    apps.push(app);
  }
  return apps;
}

/** Waits until the API says that it is ready. Throws, with its last words, when an app dies first. */
export async function appsReady(apps: Supervised[], url: string, timeoutMs = 60_000): Promise<void> {
  for (const until = Date.now() + timeoutMs; Date.now() < until; await pause(50)) {
    const dead = apps.map((app) => app.child()).find((child) => child.end() !== null);
    if (dead) throw new Error(`The ${dead.name} died at its start (${dead.end()}). Its last words:\n${dead.lastLines()}`);
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`The API was not ready after ${timeoutMs / 1000} s. Look into its log, and at ${url}/readyz.`);
}

function startApp(name: string, { folder, variables, records }: AppsPlan) {
  return startChild({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', join(projectRoot, `dist/apps/${name}/main.js`)],
    cwd: projectRoot,
    env: childEnv(variables),
    logFile: join(folder, 'logs', `${name}.log`),
    records,
    watched: true,
    ...(name === 'worker' ? { stopWithinMs: workerStopsWithinMs } : {}),
  });
}
