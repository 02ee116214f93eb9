import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Logger } from '../../libs/process/log.js';

/** Waits for Postgres: an app may start before it. */
export async function connectPatiently(source: DataSource, log: Logger): Promise<void> {
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 5_000)) {
    try {
      await source.initialize();
      return;
    } catch (err) {
      log.warn({ err, waitMs }, 'Postgres is not there yet');
      await pause(waitMs);
    }
  }
}
