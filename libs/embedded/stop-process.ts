import { setTimeout as pause } from 'node:timers/promises';
import { processIdentity } from './process-identity.js';

/** Stops exactly this process: asks with `signal`, and kills it when it is still there after `patienceMs`. Answers whether it was there. */
export async function stopProcess(identity: string, signal: NodeJS.Signals = 'SIGTERM', patienceMs = 10_000): Promise<boolean> {
  const pid = Number.parseInt(identity, 10);
  const isThere = () => processIdentity(pid) === identity;
  if (!isThere()) return false;
  send(pid, signal);
  if (!(await goneWithin(isThere, patienceMs))) send(pid, 'SIGKILL');
  if (!(await goneWithin(isThere, 5_000))) throw new Error(`Process ${pid} can't be stopped. Stop it by hand: kill -9 ${pid}`);
  return true;
}

async function goneWithin(isThere: () => boolean, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; Date.now() < until; await pause(25)) if (!isThere()) return true;
  return !isThere();
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
