import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startChild } from '../../libs/embedded/child.js';
import { anyPort, freePort } from '../../libs/embedded/free-port.js';
import type { PidRecords } from '../../libs/embedded/pid-records.js';
import { startPostgres } from '../../libs/embedded/postgres.js';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { readyWhen } from '../../libs/embedded/ready-when.js';
import { childEnv } from '../../libs/process/env.js';
import { connectLazily } from '../../libs/temporal/connect.js';
import type { ServerPrograms } from './server-programs.js';

export interface Cluster {
  /** host:port of its frontend. */
  address: string;
  stop(): Promise<void>;
}

export interface ClusterPlan {
  programs: ServerPrograms;
  folder: string;
  records: PidRecords;
  say(line: string): void;
  /** Its Postgres waits for the disk, as it does in earnest. */
  durable: boolean;
}

const shards = 16;
const firstPort = 17_230;
const schemas = { temporal: 'postgresql/v12/temporal', temporal_visibility: 'postgresql/v12/visibility' };

/** Starts Temporal as in production: its own server, all four services, several history shards, on a Postgres of its own. */
export async function startCluster({ programs, folder, records, say, durable }: ClusterPlan): Promise<Cluster> {
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await anyPort(),
    records,
    say,
    throwaway: !durable,
  });
  const { port, username, password } = new URL(postgres.url);
  await makeSchemas(programs, postgres.urlOf('postgres'), { port, username, password });
  const ports = await servicePorts();
  const address = `127.0.0.1:${ports['FRONTEND_GRPC_PORT']}`;
  const server = await startChild({
    name: 'temporal-server',
    command: programs.server,
    args: ['--allow-no-auth', 'start'],
    env: childEnv({
      ...{ DB: 'postgres12', POSTGRES_SEEDS: '127.0.0.1', DB_PORT: port, POSTGRES_USER: username, POSTGRES_PWD: password },
      ...{ NUM_HISTORY_SHARDS: String(shards), BIND_ON_IP: '127.0.0.1', ...ports },
      ...{ PUBLIC_FRONTEND_ADDRESS: address, DYNAMIC_CONFIG_FILE_PATH: dynamicConfig(folder) },
      ...{ LOG_LEVEL: 'warn', TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1' },
    }),
    logFile: join(folder, 'temporal-server.log'),
    records,
  });
  await readyWhen(server, () => answers(address), 90_000);
  const stop = async (): Promise<void> => {
    await server.stop();
    await postgres.stop();
  };
  return { address, stop };
}

async function makeSchemas(
  { sqlTool }: ServerPrograms,
  adminUrl: string,
  at: { port: string; username: string; password: string },
): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  for (const [database, schema] of Object.entries(schemas)) {
    await admin.query(`create database ${database}`);
    const to = [
      '--plugin',
      'postgres12',
      '--endpoint',
      '127.0.0.1',
      '--port',
      at.port,
      '--user',
      at.username,
      '--database',
      database,
    ];
    const env = childEnv({ SQL_PASSWORD: at.password });
    execFileSync(sqlTool, [...to, 'setup-schema', '--version', '0.0'], { env, stdio: 'pipe' });
    execFileSync(sqlTool, [...to, 'update-schema', '--schema-name', schema], { env, stdio: 'pipe' });
  }
  await admin.end();
}

// Every service says in Postgres where it is, in a column that holds no port above 32767.
async function servicePorts(): Promise<Record<string, string>> {
  const services = ['FRONTEND', 'MATCHING', 'HISTORY', 'WORKER'];
  const names = ['FRONTEND_HTTP', ...services.flatMap((service) => [`${service}_GRPC`, `${service}_MEMBERSHIP`])];
  const ports: Record<string, string> = {};
  let last = firstPort;
  for (const name of names) {
    last = await freePort(last + 1);
    ports[`${name}_PORT`] = String(last);
  }
  return ports;
}

// What compose gives a cluster for leads, and one thing for tests: a namespace's new search attributes are known at once.
function dynamicConfig(folder: string): string {
  const file = join(folder, 'dynamic-config.yaml');
  const ours = readFileSync(join(projectRoot, 'deploy/temporal/dynamic-config.yaml'), 'utf8');
  writeFileSync(file, `${ours}\nsystem.forceSearchAttributesCacheRefreshOnRead:\n  - value: true\n`);
  return file;
}

async function answers(address: string): Promise<boolean> {
  const connection = connectLazily(address);
  try {
    await connection.withDeadline(Date.now() + 2_000, () => connection.workflowService.listNamespaces({ pageSize: 1 }));
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
