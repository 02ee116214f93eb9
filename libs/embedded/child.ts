import { spawn, type StdioOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { processIdentity } from './process-identity.js';
import type { PidRecords } from './pid-records.js';
import { stopProcess } from './stop-process.js';

/** How to start a program that runs beside us. */
export interface ChildPlan {
  name: string;
  command: string;
  args: string[];
  /** Where its output goes, appended. */
  logFile: string;
  records: PidRecords;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  user?: { uid: number; gid: number } | null;
  stopWith?: NodeJS.Signals;
  /** It is killed when it has not stopped in good order by then. Default 10,000. */
  stopWithinMs?: number;
  /** Gives it an IPC channel, by which it notices that we are gone. Only for Node programs. */
  watched?: boolean;
}

export interface Child {
  name: string;
  pid: number;
  /** Settles when it has ended, with the exit code or the signal's name. */
  ended: Promise<string>;
  /** How it ended; null while it runs. */
  end(): string | null;
  /** Stops it in good order, or kills it once its plan's patience is over. */
  stop(): Promise<void>;
  /** Stops it as a power cut would. */
  kill(): Promise<void>;
  lastLines(count?: number): string;
}

/** Starts a program in its own process group, so that Ctrl-C reaches us alone and we stop things in good order. */
export async function startChild(plan: ChildPlan): Promise<Child> {
  const log = openSync(plan.logFile, 'a');
  const stdio: StdioOptions = plan.watched ? ['ignore', log, log, 'ipc'] : ['ignore', log, log];
  const options = { cwd: plan.cwd, env: plan.env, detached: true, stdio, ...(plan.user ?? {}) };
  const spawned = spawn(plan.command, plan.args, options);
  closeSync(log);
  await new Promise<void>((resolve, reject) => spawned.once('spawn', resolve).once('error', reject));
  const pid = spawned.pid ?? 0;
  const identity = processIdentity(pid);
  const stopWith = plan.stopWith ?? 'SIGTERM';
  plan.records.add(plan.name, pid, stopWith);
  let end: string | null = null;
  const ended = new Promise<string>((resolve) => {
    spawned.once('exit', (code, signal) => {
      end = signal ?? `exit ${code}`;
      plan.records.remove(plan.name);
      resolve(end);
    });
  });
  const endWith = async (signal: NodeJS.Signals): Promise<void> => {
    if (end === null && identity !== null) await stopProcess(identity, signal, plan.stopWithinMs);
    await ended;
  };
  return {
    name: plan.name,
    pid,
    ended,
    end: () => end,
    stop: () => endWith(stopWith),
    kill: () => endWith('SIGKILL'),
    lastLines: (count = 5) => readFileSync(plan.logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n'),
  };
}
