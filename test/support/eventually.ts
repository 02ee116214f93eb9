import { setTimeout as pause } from 'node:timers/promises';

/** Tries until `check` no longer throws, and answers what it answered. Throws its last error when `timeoutMs` have passed. */
export async function eventually<T>(check: () => T | Promise<T>, { timeoutMs = 10_000, everyMs = 25 } = {}): Promise<T> {
  for (const until = Date.now() + timeoutMs; ; await pause(everyMs)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= until) throw error;
    }
  }
}
