import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { anyPort } from '../../libs/embedded/free-port.js';
import { pidRecords } from '../../libs/embedded/pid-records.js';
import { startPostgres } from '../../libs/embedded/postgres.js';
import { findTemporalCli } from '../../libs/embedded/temporal-cli.js';
import { startTemporalServer } from '../../libs/embedded/temporal-server.js';
import { createDataSource, migrate } from '../../libs/persistence/data-source.js';
import { readLocalEnv } from '../../libs/process/env.js';
import { connectLazily } from '../../libs/temporal/connect.js';
import { prepareNamespace } from '../../libs/temporal/register-attributes.js';
import type { TestTemporal } from '../support/stack.js';
import { testStack } from '../support/test-stack.js';

export type Server = 'postgres' | 'temporal';

/** A Postgres and a Temporal of a test's own, which it may kill. Both keep their data on disk and come back where they were. */
export interface OwnServers {
  databaseUrl: string;
  temporal: TestTemporal;
  /** As a power cut would. */
  kill(server: Server): Promise<void>;
  start(server: Server): Promise<void>;
  /** Temporal comes back empty, at the same address, fit for leads. */
  loseTemporal(): Promise<void>;
  stop(): Promise<void>;
}

interface Running {
  child: { kill(): Promise<void> };
  stop(): Promise<void>;
}

export async function startOwnServers(name: string): Promise<OwnServers> {
  const folder = join(testStack().folder, name);
  const records = pidRecords(join(folder, 'pids'));
  const say = (): void => undefined;
  const cli = await findTemporalCli({ ...readLocalEnv(), say });
  const database = { folder: join(folder, 'postgres'), port: await anyPort(), records, say };
  const cluster = {
    cli,
    folder: join(folder, 'temporal'),
    port: await anyPort(),
    uiPort: null,
    namespace: 'default',
    records,
    say,
  };
  const [postgres, temporal] = await Promise.all([startPostgres(database), startTemporalServer(cluster)]);
  const starters = { postgres: () => startPostgres(database), temporal: () => startTemporalServer(cluster) };
  const running = new Map<Server, Running>([
    ['postgres', postgres],
    ['temporal', temporal],
  ]);
  const source = await createDataSource(postgres.url, { poolSize: 3 }).initialize();
  await migrate(source).finally(() => source.destroy());
  const prepare = async (): Promise<void> => {
    const connection = connectLazily(temporal.address);
    await prepareNamespace(connection, name).finally(() => connection.close());
  };
  await prepare();
  return {
    databaseUrl: postgres.url,
    temporal: { address: temporal.address, namespace: name },
    kill: async (server) => running.get(server)?.child.kill(),
    start: async (server) => void running.set(server, await starters[server]()),
    async loseTemporal() {
      await running.get('temporal')?.child.kill();
      rmSync(cluster.folder, { recursive: true });
      running.set('temporal', await starters.temporal());
      await prepare();
    },
    stop: async () => void (await Promise.all([...running.values()].map((one) => one.stop()))),
  };
}
