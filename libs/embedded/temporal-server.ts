import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from './child.js';
import type { PidRecords } from './pid-records.js';
import { readyWhen } from './ready-when.js';
import type { Say } from './say.js';
import { temporalCommand, type TemporalCli } from './temporal-cli.js';

/** How to start Temporal's own dev server. `folder` holds its SQLite file and log; it is made if need be. */
export interface TemporalServerPlan {
  cli: TemporalCli;
  folder: string;
  port: number;
  /** Null: no UI. */
  uiPort: number | null;
  namespace: string;
  records: PidRecords;
  say: Say;
  /** Data that nobody will miss: SQLite does not wait for the disk. For tests. */
  throwaway?: boolean;
}

export interface TemporalServer {
  address: string;
  uiUrl: string | null;
  child: Child;
  stop(): Promise<void>;
}

// The dev server's own limits are for a demo; a burst of imported leads passes them.
const limits = ['frontend.rps', 'frontend.namespaceRPS', 'history.rps', 'matching.rps'].map((key) => `${key}=20000`);

/** Starts `temporal server start-dev` with its data in a file, and waits until the namespace answers. */
export async function startTemporalServer(plan: TemporalServerPlan): Promise<TemporalServer> {
  mkdirSync(plan.folder, { recursive: true });
  const address = `127.0.0.1:${plan.port}`;
  const child = await startChild({
    name: 'temporal',
    command: plan.cli.file,
    args: ['server', 'start-dev', '--log-level', 'warn', '--ip', '127.0.0.1', '--port', String(plan.port), ...flags(plan)],
    logFile: join(plan.folder, 'temporal.log'),
    records: plan.records,
  });
  await readyWhen(child, () => answers(plan.cli, address, plan.namespace));
  return { address, uiUrl: plan.uiPort ? `http://localhost:${plan.uiPort}` : null, child, stop: () => child.stop() };
}

function flags(plan: TemporalServerPlan): string[] {
  const ui = plan.uiPort ? ['--ui-port', String(plan.uiPort), '--ui-disable-news-fetch'] : ['--headless'];
  const pragmas = ['journal_mode=WAL', `synchronous=${plan.throwaway ? 'OFF' : 'NORMAL'}`];
  return [
    ...ui,
    ...['--namespace', plan.namespace, '--db-filename', databaseFile(plan)],
    ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma]),
    ...[...limits, 'system.enableActivityEagerExecution=true'].flatMap((value) => ['--dynamic-config-value', value]),
  ];
}

// The server makes the schema of a new file and never changes that of an old one, so the file bears the version it was made by.
function databaseFile({ folder, cli, say }: TemporalServerPlan): string {
  const file = join(folder, `temporal-${cli.serverVersion}.db`);
  const others = readdirSync(folder).filter((entry) => /^temporal-[\d.]+\.db$/.test(entry));
  if (!existsSync(file) && others.length > 0)
    say(`Temporal is now ${cli.serverVersion}: it starts with a new file; ${others.join(', ')} stays in ${folder}`);
  return file;
}

function answers(cli: TemporalCli, address: string, namespace: string): Promise<boolean> {
  return temporalCommand(cli, address, ['operator', 'namespace', 'describe', '-n', namespace]).then(
    () => true,
    () => false,
  );
}
