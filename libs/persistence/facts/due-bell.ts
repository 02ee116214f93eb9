import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { dueChannel } from './due-leads.js';

/** Wakes the relay when a lead becomes due. Only a shortcut: whoever misses it finds the lead at the next look. */
export interface DueBell {
  /** Resolves when a lead has become due since the last wait, or after `ms`. */
  wait(ms: number): Promise<void>;
  /** Resolves after `ms`, deaf to what becomes due; at once when the bell is closed. */
  pause(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a connection of its own, and connects again at the next wait when that is lost. */
export function createDueBell(url: string): DueBell {
  const line = createLine(url, () => ring());
  const closed = new AbortController();
  let rung = false;
  let wake = (): void => undefined;

  const ring = (): void => {
    rung = true;
    wake();
  };
  return {
    async wait(ms) {
      line.keepOpen();
      if (!rung && !closed.signal.aborted) await new Promise<void>((resolve) => (wake = after(ms, resolve)));
      rung = false;
    },
    pause: (ms) => sleep(ms, undefined, { signal: closed.signal }).catch(() => undefined),
    async close() {
      closed.abort();
      ring();
      await line.close();
    },
  };
}

/** Calls `resolve` after `ms`, or when the function it returns is called. */
function after(ms: number, resolve: () => void): () => void {
  const timer = setTimeout(resolve, ms);
  return () => {
    clearTimeout(timer);
    resolve();
  };
}

/** A connection that hears what is notified. What was missed while it was away is made good by `ring`ing once when it is back. */
function createLine(url: string, ring: () => void): { keepOpen(): void; close(): Promise<void> } {
  let connection: pg.Client | null = null;
  const lose = (client: pg.Client): void => {
    if (connection === client) connection = null;
    client.end().catch(() => undefined);
  };
  const listen = async (client: pg.Client): Promise<void> => {
    client.on('notification', ring);
    client.on('error', () => lose(client));
    client.on('end', () => lose(client));
    try {
      await client.connect();
      await client.query(`listen ${dueChannel}`);
      ring();
    } catch {
      lose(client);
    }
  };
  return {
    keepOpen() {
      if (connection) return;
      connection = new pg.Client({
        connectionString: url,
        application_name: 'baton-bell',
        connectionTimeoutMillis: 5_000,
        // It asks nothing for hours: only this finds out that its host is lost.
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
      });
      void listen(connection);
    },
    async close() {
      await connection?.end().catch(() => undefined);
    },
  };
}
