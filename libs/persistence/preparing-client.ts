import { createHash } from 'node:crypto';
import pg from 'pg';
import { Silence } from './silence.js';

export interface PreparingClientConfig extends pg.ClientConfig {
  /** How long Postgres may be silent though something was asked. Infinity: for ever. */
  silenceMs: number;
}

/**
 * A client that spares Postgres and Node what need not be done anew for each statement:
 * 1. Every statement with parameters is a prepared one, named after its text: parsed and planned once a connection. Behind PgBouncer this asks
 *    for 1.21 or later.
 * 2. What is asked in one breath leaves in one write. By itself each statement would be a call of the kernel and a packet, which cost more than all
 *    else that Node does for it.
 * 3. The beginning of a transaction is not waited for: it leaves with what the transaction asks first.
 * A Postgres that falls silent breaks it: see Silence.
 */
export class PreparingClient extends pg.Client {
  private readonly silence: Silence;

  constructor(config: PreparingClientConfig) {
    super(config);
    this.silence = new Silence(this, config.silenceMs);
  }

  override query(...args: unknown[]): never {
    const { stream } = this.connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
    const [text, values, ...rest] = args;
    this.silence.asked(text);
    if (text === begin) return this.begun() as never;
    const prepared = typeof text === 'string' && Array.isArray(values) ? [{ name: nameOf(text), text }, values] : [text, values];
    return super.query(...([...prepared, ...rest] as Parameters<pg.Client['query']>)) as never;
  }

  // If it should fail after all, what follows must not run outside a transaction.
  private begun(): Promise<Partial<pg.QueryResult>> {
    super.query(begin).catch((error: Error) => this.connection.stream.destroy(error));
    return Promise.resolve({ command: begin, rows: [], rowCount: 0 });
  }
}

/** As TypeORM says it. */
const begin = 'START TRANSACTION';

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
