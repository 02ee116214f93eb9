import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from '../../libs/embedded/child.js';
import type { Say } from '../../libs/embedded/say.js';

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const steadyAfterMs = 60_000;

/** A child that is started again whenever it dies. */
export interface Supervised {
  child(): Child;
  stop(): Promise<void>;
}

/** Starts a child and keeps it up: after a death it waits 1 s, then 2 s, up to 30 s, and says so. Throws if the first start fails. */
export async function supervise(start: () => Promise<Child>, say: Say): Promise<Supervised> {
  const stopping = new AbortController();
  let child = await start();
  const kept = keepUp();
  return {
    child: () => child,
    async stop() {
      stopping.abort();
      await child.stop();
      await kept;
      await child.stop(); // one that was being started while we stopped
    },
  };

  async function keepUp(): Promise<void> {
    let waitMs = firstWaitMs;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      const how = await child.ended;
      if (stopping.signal.aborted) return;
      if (Date.now() - startedAt > steadyAfterMs) waitMs = firstWaitMs;
      say(`${child.name} stopped (${how}); starting it again in ${waitMs / 1000} s. Its last words:\n${child.lastLines(3)}`);
      await pause(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      waitMs = Math.min(2 * waitMs, longestWaitMs);
      if (!stopping.signal.aborted) child = await start().catch((error: Error) => (say(error.message), child));
    }
  }
}
