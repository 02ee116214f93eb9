import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { anyPort } from '../../libs/embedded/free-port.js';
import { pidRecords } from '../../libs/embedded/pid-records.js';
import { removePostgresHome } from '../../libs/embedded/postgres-home.js';
import { startPostgres } from '../../libs/embedded/postgres.js';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { findTemporalCli } from '../../libs/embedded/temporal-cli.js';
import { startTemporalServer } from '../../libs/embedded/temporal-server.js';
import { childEnv, readLocalEnv } from '../../libs/process/env.js';
import { report, say } from './figure.js';

/** P10: `npm start` on data of an earlier start, until it prints its URLs; against its Postgres and its Temporal alone, on the same data. */
export async function measureSecondStart(runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-start-'));
  chmodSync(folder, 0o755); // as root, Postgres runs as another user, who must get in
  try {
    say(`P10: the first start took ${(await startToUrls(folder)).toFixed(1)} s`);
    const took = { ours: [] as number[], baseline: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      took.ours.push(await startToUrls(folder));
      took.baseline.push(await partsAlone(folder));
      say(
        `P10: run ${run + 1}: ${took.ours.at(-1)?.toFixed(1)} s; Postgres and Temporal alone ${took.baseline.at(-1)?.toFixed(1)} s`,
      );
    }
    report({ figure: 'P10 second start to URLs', goal: null, unit: 's', ...took });
  } finally {
    removePostgresHome(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startToUrls(folder: string): Promise<number> {
  const startedAt = performance.now();
  const env = childEnv({ BATON_FOLDER: folder });
  const child = spawn(process.execPath, ['apps/local/start.mjs'], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let took = Number.NaN;
  for await (const line of createInterface(child.stdout)) {
    if (line !== 'Baton runs.') continue;
    took = (performance.now() - startedAt) / 1000;
    child.kill('SIGINT');
  }
  await ended;
  if (Number.isNaN(took)) throw new Error('npm start ended without its URLs');
  return took;
}

async function partsAlone(folder: string): Promise<number> {
  const cli = await findTemporalCli({ ...readLocalEnv(), say });
  const [postgresPort, temporalPort] = [await anyPort(), await anyPort()];
  const records = pidRecords(join(folder, 'bench-pids'));
  const startedAt = performance.now();
  const [postgres, temporal] = await Promise.all([
    startPostgres({ folder: join(folder, 'postgres'), port: postgresPort, records, say }),
    startTemporalServer({
      cli,
      folder: join(folder, 'temporal'),
      port: temporalPort,
      uiPort: null,
      namespace: 'default',
      records,
      say,
    }),
  ]);
  const took = (performance.now() - startedAt) / 1000;
  await Promise.all([postgres.stop(), temporal.stop()]);
  return took;
}
