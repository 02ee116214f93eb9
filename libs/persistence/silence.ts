import type { Socket } from 'node:net';
import type pg from 'pg';

/** How long Postgres may be silent when it ends each statement at this limit, and says so. 0 is no limit. */
export const silenceUnder = (limitMs: number): number => (limitMs === 0 ? Infinity : limitMs + 5_000);

/** Between two looks. */
const longestWaitMs = 60_000;

/**
 * Breaks a connection on which Postgres has been silent for `ms` though something was asked: a host that is lost closes nothing, and
 * nobody would ever be told. Found within twice `ms`. A transaction that sets a limit of its own is given as much more.
 * This is the hottest path: one timer a connection, put back once a round trip; none is made or cleared.
 */
export class Silence {
  private isWaiting = false;
  private heardBytes = 0;
  private looks = 0;
  private allowedMs: number;
  private readonly everyMs: number;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly client: pg.Client,
    private readonly ms: number,
  ) {
    this.allowedMs = ms;
    this.everyMs = Math.min(ms, longestWaitMs);
    // After a stop of our own process its timers come first: what Postgres said meanwhile is read before we look.
    this.timer = setTimeout(() => setImmediate(() => this.look()), this.everyMs).unref();
    client.on('drain', () => this.answered());
  }

  /** Call it before each statement. */
  asked(text: unknown): void {
    if (typeof text === 'string' && text.startsWith(ownLimit)) this.allowedMs = Math.max(this.ms, silenceUnder(limitIn(text)));
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.listen();
  }

  private answered(): void {
    this.isWaiting = false;
    const hasOwnLimit = this.allowedMs !== this.ms;
    if (hasOwnLimit && this.client.getTransactionStatus() === 'I') this.allowedMs = this.ms;
  }

  private listen(): void {
    this.heardBytes = this.socket().bytesRead;
    this.looks = 0;
    this.timer.refresh();
  }

  private look(): void {
    const socket = this.socket();
    if (!this.isWaiting || socket.destroyed) return;
    if (socket.bytesRead !== this.heardBytes) return this.listen();
    this.looks += 1;
    if (this.looks * this.everyMs < this.allowedMs) this.timer.refresh();
    else socket.destroy(new Error('Connection terminated: Postgres does not answer'));
  }

  // Another one once TLS is spoken.
  private socket(): Socket {
    return this.client.connection.stream as Socket;
  }
}

/** How a transaction gives its statements a limit of their own. */
const ownLimit = 'set local statement_timeout = ';
const unitMs = { ms: 1, s: 1_000, min: 60_000 };

// What can't be read is taken for no limit.
function limitIn(text: string): number {
  const [, count, unit = 'ms'] = /^'?(\d+)(ms|s|min)?\b/.exec(text.slice(ownLimit.length)) ?? [];
  return Number(count ?? 0) * unitMs[unit as keyof typeof unitMs];
}
