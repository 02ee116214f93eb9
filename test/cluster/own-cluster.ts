import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pidRecords } from '../../libs/embedded/pid-records.js';
import { removePostgresHome } from '../../libs/embedded/postgres-home.js';
import type { Say } from '../../libs/embedded/say.js';
import { serverPrograms } from './server-programs.js';
import { startCluster, type Cluster } from './start-cluster.js';

/** A cluster in a temporary folder, which goes with it; nothing of it outlives this process. `durable`: its Postgres waits for the disk. */
export async function startOwnCluster({ durable, say }: { durable: boolean; say: Say }): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-cluster-'));
  chmodSync(folder, 0o755); // as root, Postgres runs as another user, who must get in
  const records = pidRecords(join(folder, 'pids'));
  const killAll = (): void => records.killAll();
  process.once('exit', killAll);
  process.once('SIGINT', () => process.exit(130));
  const { address, stop } = await startCluster({ programs: serverPrograms(), folder, records, say, durable });
  say(`Temporal's production server runs at ${address}; its log is ${folder}/temporal-server.log`);
  return {
    address,
    async stop() {
      await stop();
      process.off('exit', killAll);
      removePostgresHome(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
