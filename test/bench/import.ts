import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DataSource } from 'typeorm';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { childEnv } from '../../libs/process/env.js';
import { eventually } from '../support/eventually.js';
import { openTemporal } from '../support/open-temporal.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { bundleBare, startBare } from './bare/start-bare.js';
import { bareTable } from './bare/upsert-step.js';
import { bareTaskQueue } from './bare/worker.js';
import { drive } from './drive.js';
import { report, say } from './figure.js';

const example = (file: string): string => join(projectRoot, 'examples/x-education', file);
const starters = 16;

/**
 * IMPORT: a file of leads, from the command line to the last life opened, against as many bare workflows that are started, make one upsert and wait. The file
 * is the teaching data set of examples/x-education; BENCH_FILE says where it lies.
 */
export async function measureImport(): Promise<void> {
  const file = process.env['BENCH_FILE'] ?? '';
  if (!existsSync(file))
    throw new Error(
      'Set BENCH_FILE to the path of x-education-leads.csv (examples/x-education/README or the mapping says which).',
    );
  const read = (name: string): string => readFileSync(example(name), 'utf8');
  const baton = await startBaton({ name: 'import', agreement: read('agreement.yaml'), team: read('team.yaml') });
  const source = await createDataSource(baton.databaseUrl, { poolSize: 4, applicationName: 'bench' }).initialize();
  const ours = await importSeconds(baton, source, file);
  const leads = await counted(source, 'life');
  const baseline = await bareSeconds(baton, source, leads);
  report({
    figure: `IMPORT ${leads} leads, until the last life is open`,
    goal: null,
    unit: 's',
    ours: [ours],
    baseline: [baseline],
  });
  await source.destroy();
  await baton.stop();
}

async function importSeconds(baton: Baton, source: DataSource, file: string): Promise<number> {
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1000;
  const env = childEnv({ BATON_URL: baton.url, BATON_TOKEN: baton.token });
  const cli = join(projectRoot, 'dist/apps/cli/main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'import', file, '--map', example('map.yaml')], { env });
  say(`IMPORT: stored after ${seconds().toFixed(1)} s:\n${stdout}`);
  const leads = await counted(source, 'lead');
  await eventually(
    async () => {
      const lives = await counted(source, 'life');
      if (lives < leads) throw new Error(`${lives} of ${leads} lives are open`);
    },
    { timeoutMs: 1_800_000, everyMs: 500 },
  );
  say(`IMPORT: ${leads} lives open after ${seconds().toFixed(1)} s`);
  return seconds();
}

async function bareSeconds(baton: Baton, source: DataSource, count: number): Promise<number> {
  await source.query(bareTable);
  const stopWorker = await startBare('worker', baton, { bundle: await bundleBare() });
  const temporal = openTemporal(baton);
  const startedAt = performance.now();
  const ids = Array.from({ length: count }, () => randomUUID());
  await drive(ids, starters, (id) =>
    temporal.workflow.start('bareLife', { workflowId: `bare:${id}`, taskQueue: bareTaskQueue, args: [id] }),
  );
  await eventually(
    async () => {
      const steps = await counted(source, 'bare_step');
      if (steps < count) throw new Error(`${steps} of ${count} bare workflows made their upsert`);
    },
    { timeoutMs: 1_800_000, everyMs: 500 },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  say(`IMPORT: as many bare workflows were started after ${seconds.toFixed(1)} s`);
  await temporal.connection.close();
  await stopWorker();
  return seconds;
}

async function counted(source: DataSource, table: 'lead' | 'life' | 'bare_step'): Promise<number> {
  const [row] = await source.query<{ n: number }[]>(`select count(*)::integer as n from ${table}`);
  return row?.n ?? 0;
}
