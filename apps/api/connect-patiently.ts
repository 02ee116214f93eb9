import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

/** Waits for Postgres: an app may start before it. `onTrouble` hears of each failure and of the wait that follows. */
export async function connectPatiently(source: DataSource, onTrouble: (error: unknown, waitMs: number) => void): Promise<void> {
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 5_000)) {
    try {
      await source.initialize();
      return;
    } catch (error) {
      onTrouble(error, waitMs);
      await pause(waitMs);
    }
  }
}
