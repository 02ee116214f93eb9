import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBundle } from '../../apps/worker/bundle-workflows.js';
import { anyPort } from '../../libs/embedded/free-port.js';
import { pidRecords } from '../../libs/embedded/pid-records.js';
import { startPostgres } from '../../libs/embedded/postgres.js';
import { removePostgresHome } from '../../libs/embedded/postgres-home.js';
import { processIdentity } from '../../libs/embedded/process-identity.js';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { findTemporalCli } from '../../libs/embedded/temporal-cli.js';
import { startTemporalServer } from '../../libs/embedded/temporal-server.js';
import { createDataSource, migrate } from '../../libs/persistence/data-source.js';
import { readLocalEnv } from '../../libs/process/env.js';
import { shareTestStack } from './test-stack.js';

const templateDatabase = 'baton_template';
const prefix = 'baton-test-';

export interface StackPlan {
  /** Postgres waits for the disk, as it does in earnest. */
  durable?: boolean;
  /** Of a Temporal that runs already; without, a dev server is started. */
  temporalAddress?: string;
}

/**
 * Starts Postgres and Temporal in a temporary folder and builds the workflow bundle. Answers how to stop all of it.
 */
export async function startTestStack({
  durable = false,
  // `npm run test:cluster` has started one; any other way, every namespace that tests make would stay there.
  temporalAddress = process.env['BATON_TEST_TEMPORAL'],
}: StackPlan = {}): Promise<() => Promise<void>> {
  await removeLeftOvers();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755); // as root, Postgres runs as another user, who must get in
  writeFileSync(join(folder, 'owner'), processIdentity(process.pid) ?? '');
  const stop: (() => Promise<void>)[] = [];
  try {
    const [templateUrl, address, workflowBundle] = await Promise.all([
      startTemplate(folder, stop, !durable),
      temporalAddress ? temporalAddress : startTemporal(folder, stop),
      bundle(join(folder, 'workflow-bundle.js')),
    ]);
    shareTestStack({ folder, templateUrl, temporalAddress: address, workflowBundle });
  } catch (error) {
    await Promise.all(stop.map((step) => step()));
    throw error;
  }
  return async () => {
    await Promise.all(stop.map((step) => step()));
    if (!existsSync(join(folder, 'kept'))) removeFolder(folder);
  };
}

async function bundle(file: string): Promise<string> {
  await writeBundle(projectRoot, file);
  return file;
}

async function startTemplate(folder: string, stop: (() => Promise<void>)[], throwaway: boolean): Promise<string> {
  const plan = { folder: join(folder, 'postgres'), port: await anyPort(), records: records(folder), say, throwaway };
  const postgres = await startPostgres(plan);
  stop.push(postgres.stop);
  const source = await createDataSource(postgres.url, { poolSize: 2 }).initialize();
  await source.query(`create database ${templateDatabase}`);
  await source.destroy();
  const template = await createDataSource(postgres.urlOf(templateDatabase), { poolSize: 3 }).initialize();
  await migrate(template);
  await template.destroy();
  return postgres.urlOf(templateDatabase);
}

async function startTemporal(folder: string, stop: (() => Promise<void>)[]): Promise<string> {
  const cli = await findTemporalCli({ ...readLocalEnv(), say });
  const plan = { cli, folder: join(folder, 'temporal'), port: await anyPort(), uiPort: null, namespace: 'default' };
  const server = await startTemporalServer({ ...plan, records: records(folder), say, throwaway: true });
  stop.push(server.stop);
  return server.address;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const records = (folder: string) => pidRecords(join(folder, 'pids'));

// A run that was killed leaves servers and a folder; one that failed, a folder to look at. Both go when the next run starts.
async function removeLeftOvers(): Promise<void> {
  for (const entry of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const folder = join(tmpdir(), entry);
    const owner = ownerOf(folder);
    if (owner === null || processIdentity(Number.parseInt(owner, 10)) === owner) continue;
    await records(folder).stopLeftOvers();
    removeFolder(folder);
  }
}

function ownerOf(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'owner'), 'utf8');
  } catch {
    return null; // another user's, or just being made
  }
}

function removeFolder(folder: string): void {
  removePostgresHome(join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
}
