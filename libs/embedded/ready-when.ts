import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from './child.js';

/** Waits until `isReady` answers true. Throws, with the child's last words, when it ends first, or when it is killed since `timeoutMs` passed. */
export async function readyWhen(child: Child, isReady: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  for (const until = Date.now() + timeoutMs; Date.now() < until; await pause(50)) {
    if (child.end() !== null)
      throw new Error(`${child.name} ended at its start (${child.end()}). Its last words:\n${child.lastLines()}`);
    if (await isReady()) return;
  }
  await child.kill();
  throw new Error(`${child.name} was not ready after ${timeoutMs / 1000} s. Its last words:\n${child.lastLines()}`);
}
