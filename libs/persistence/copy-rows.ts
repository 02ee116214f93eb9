import pg from 'pg';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, type EntityManager } from 'typeorm';

/**
 * Stores rows by `copy <into> from stdin`, within the manager's transaction: Postgres takes rows that come so for about half of what `insert` costs it.
 * `into` names the table and its columns; a row is a line of their values, between tabs, in that order: `copyText` writes a value that may hold any character. Throws QueryFailedError,
 * and QueryRunnerAlreadyReleasedError once the connection has broken.
 */
export async function copyRows(manager: EntityManager, into: string, rows: string[]): Promise<void> {
  const { queryRunner } = manager;
  if (!queryRunner) throw new Error('Rows are copied within a transaction: inTransaction gives a manager for one.');
  // Its connection broke, or serves another by now.
  if (queryRunner.isReleased) throw new QueryRunnerAlreadyReleasedError();
  const client = (await queryRunner.connect()) as pg.Client;
  const command = `copy ${into} from stdin`;
  return new Promise((resolve, reject) => {
    const done = (error: Error | undefined): void =>
      error ? reject(new QueryFailedError(command, undefined, error)) : resolve();
    client.query(new Copy(command, `${rows.join('\n')}\n`, done));
  });
}

/** A value in Postgres's text format: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS-TEXT. */
export function copyText(value: string | null): string {
  if (value === null) return '\\N';
  return isPlain(value) ? value : value.replace(special, escaped);
}

// Most are: asked for every fact, and faster than the expression.
const isPlain = (value: string): boolean =>
  !(value.includes('\\') || value.includes('\n') || value.includes('\r') || value.includes('\t'));

const special = /[\\\n\r\t]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (found: string): string => escapes[found] ?? found;

/**
 * The rows leave with the command, in the same write as what was asked beside them. A server that refuses the command passes over the rows behind it, as
 * the protocol says: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY. A stream library would wait for the server's leave first,
 * which is a round trip, and pg's pipeline does not take it.
 */
class Copy extends pg.Query {
  constructor(
    private readonly command: string,
    private readonly lines: string,
    done: (error: Error | undefined) => void,
  ) {
    super(command, undefined, done);
  }

  override submit = (connection: pg.Connection): void => {
    const { command, lines } = this;
    connection.query(command);
    (connection as CopyingConnection).sendCopyFromChunk(Buffer.from(lines));
    (connection as CopyingConnection).endCopyFrom();
  };

  handleCopyInResponse(): void {
    // The rows are on their way.
  }
}

/** What pg's connection can do for its own and for copying libraries, beside what its types tell. */
interface CopyingConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}
