import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities/entities.js';
import { migrations } from './migrations/migrations.js';
import { PreparingClient } from './preparing-client.js';
import { silenceUnder } from './silence.js';
import { SnakeNaming } from './snake-naming.js';

export interface DataSourceOptions {
  /** Most connections of this process. Default 10. */
  poolSize?: number;
  /** A statement that takes longer fails (SQLSTATE 57014). Default 10,000. */
  statementTimeoutMs?: number;
  /** A connection on which Postgres is silent for so long though it was asked is given up. Default: 5,000 more than a statement may take. */
  silenceMs?: number;
  /** Shown in pg_stat_activity. Default `baton`. */
  applicationName?: string;
}

/** Postgres through one pool, not yet connected: `await source.initialize()`. bigint columns (turn numbers, counts) come back as numbers. */
export function createDataSource(url: string, options: DataSourceOptions = {}): DataSource {
  const { statementTimeoutMs = 10_000, silenceMs = silenceUnder(statementTimeoutMs) } = options;
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [...migrations],
    namingStrategy: new SnakeNaming(),
    installExtensions: false,
    applicationName: options.applicationName ?? 'baton',
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 5_000,
    // An idle connection that dies (Postgres restarts) must not end the process: the next query connects anew.
    poolErrorHandler: () => undefined,
    extra: {
      statement_timeout: statementTimeoutMs,
      silenceMs,
      // Finds a lost host while nothing is asked, or while a transaction may take as long as it likes.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      // A process that freezes or loses its network in a transaction must not hold its leads for ever.
      idle_in_transaction_session_timeout: 60_000,
      types: numbersForBigint,
      Client: PreparingClient,
      // What is asked at once goes out at once: statements that need not wait for each other share a round trip.
      pipeline: true,
    },
  });
}

const migrationLock = 7_301_001;

/** Brings the schema up to date. Any number of processes may call it at once: one migrates, the others wait. */
export async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    while (!(await locked(runner.query('select pg_try_advisory_lock($1) as locked', [migrationLock])))) await pause(100);
    // Each by itself: a table is locked while its own migration runs, and not until the last has ended.
    await source.runMigrations({ transaction: 'each' });
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
  } finally {
    await runner.release();
  }
}

async function locked(rows: Promise<{ locked: boolean }[]>): Promise<boolean> {
  return (await rows)[0]?.locked === true;
}

/** Turn numbers are epoch ms and counts are small: all far below 2^53. */
const numbersForBigint: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};
