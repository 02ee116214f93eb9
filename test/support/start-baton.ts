import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { enrolHeads, putInForce, type Send } from '../../apps/local/put-in-force.js';
import type { AgreementDocument } from '../../libs/domain/agreement/document.js';
import type { Side } from '../../libs/domain/agreement/signs.js';
import type { TeamDocument } from '../../libs/domain/agreement/team-document.js';
import { anyPort } from '../../libs/embedded/free-port.js';
import type { MailSink } from '../../libs/embedded/mail-sink.js';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { childEnv } from '../../libs/process/env.js';
import { callWith, type Call } from './call.js';
import { eventually } from './eventually.js';
import { testDatabase, testMailSink, testTemporal, workflowBundle, type TestTemporal } from './stack.js';
import { testStack } from './test-stack.js';

/** `relay-2` and on: more relays beside the first; so for workers. */
export type App = 'api' | 'worker' | 'relay' | `${'worker' | 'relay'}-${number}`;

/** The whole product, as processes: api, worker and relay as they were built, with a database, a namespace and a mail sink of their own. */
export interface Baton {
  url: string;
  token: string;
  databaseUrl: string;
  temporal: { address: string; namespace: string };
  mail: MailSink;
  /** An HTTP call with the token: status and body. */
  call: Call;
  /** Calls of those who sign the agreement. */
  heads: Record<Side, Call>;
  headTokens: Record<Side, string>;
  /** Stops an app as a power cut would. */
  kill(app: App): Promise<void>;
  /** Starts an app that was killed; `env` changes what it is told. */
  start(app: App, env?: Record<string, string>): Promise<void>;
  /** Stops an app in good order and starts it anew, as a deploy does. */
  replace(app: App, env?: Record<string, string>): Promise<void>;
  /** Settles when the app that runs now has ended: its exit code, or the signal's name. */
  ended(app: App): Promise<string>;
  /** The process of an app that runs. */
  pid(app: App): number | undefined;
  /** All that the apps have logged. */
  logs(): string;
  /** Stop it in `afterAll`. */
  stop(): Promise<void>;
}

export interface BatonPlan {
  name: string;
  agreement: AgreementDocument | string;
  team: TeamDocument | string;
  /** A database of the test's own making, migrated; for a test that shuts its Postgres. */
  databaseUrl?: string;
  /** A namespace of the test's own making; for a test that kills its Temporal. */
  temporal?: TestTemporal;
  /** What the apps are told beside what they need. */
  env?: Record<string, string>;
  /** Default 1. */
  relays?: number;
}

function appsOf({ relays = 1 }: BatonPlan): App[] {
  return ['api', 'worker', 'relay', ...Array.from({ length: relays - 1 }, (_, n): App => `relay-${n + 2}`)];
}

export async function startBaton(plan: BatonPlan): Promise<Baton> {
  if (!existsSync(join(projectRoot, 'dist/apps/api/main.js')))
    throw new Error('The apps are not built. Run npm run build first.');
  const [database, temporal, mail, port] = [
    plan.databaseUrl === undefined ? await testDatabase(plan.name) : { url: plan.databaseUrl },
    plan.temporal ?? (await testTemporal(plan.name)),
    await testMailSink(),
    await anyPort(),
  ];
  const apps = appsOf(plan);
  const folder = await mkdtemp(join(testStack().folder, `${plan.name}-`));
  const token = `test-${plan.name}-0123456789`;
  const url = `http://127.0.0.1:${port}`;
  const env = childEnv({
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    PORT: String(port),
    BATON_TOKEN: token,
    UNSUBSCRIBE_SECRET: `unsubscribe-${plan.name}-0123456789`,
    SMTP_URL: mail.smtpUrl,
    PUBLIC_URL: url,
    WORKFLOW_BUNDLE: workflowBundle(),
    LOG_LEVEL: 'debug',
    ...plan.env,
  });
  const running = new Map<App, ChildProcess>();
  const logFile = (app: App): string => join(folder, `${app}.log`);
  const start = (app: App, changes: Record<string, string> = {}): void => {
    const log = openSync(logFile(app), 'a');
    const main = join(projectRoot, `dist/apps/${app.replace(/-\d+$/, '')}/main.js`);
    running.set(app, fork(main, { env: { ...env, ...changes }, stdio: ['ignore', log, log, 'ipc'] }));
    closeSync(log);
  };
  const end = async (app: App, signal: NodeJS.Signals): Promise<void> => {
    const child = running.get(app);
    running.delete(app);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => child.once('exit', resolve) && child.kill(signal));
  };
  const call = callWith(url, token);
  const baton: Omit<Baton, 'heads' | 'headTokens'> = {
    url,
    token,
    databaseUrl: database.url,
    temporal,
    mail,
    call,
    kill: (app) => end(app, 'SIGKILL'),
    start: async (app, changes) => start(app, changes),
    replace: async (app, changes) => {
      await end(app, 'SIGTERM');
      start(app, changes);
    },
    ended: (app) => new Promise((resolve) => running.get(app)?.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`))),
    pid: (app) => running.get(app)?.pid,
    logs: () =>
      readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join('\n'),
    async stop() {
      await Promise.all([...running.keys()].map((app) => end(app, 'SIGTERM')));
      await mail.stop();
    },
  };
  apps.forEach((app) => start(app));
  await eventually(() => isReady(url), { timeoutMs: 30_000 }).catch(async (error: unknown) => {
    const said = baton.logs();
    await baton.stop();
    throw new Error(`Baton did not get ready: ${String(error)}\n${said}`);
  });
  await postTeam(call, plan.team);
  const send: Send = (path, body, as = token) => callWith(url, as)('POST', path, body);
  const headTokens = await enrolHeads(send);
  await putInForce(send, plan.agreement, headTokens);
  const heads = { marketing: callWith(url, headTokens.marketing), sales: callWith(url, headTokens.sales) };
  return { ...baton, heads, headTokens };
}

async function isReady(url: string): Promise<void> {
  const { status } = await fetch(`${url}/readyz`);
  if (status !== 200) throw new Error(`readyz says ${status}`);
}

async function postTeam(call: Call, team: object | string): Promise<void> {
  const { status, body } = await call('POST', '/v1/teams', team);
  if (status !== 201 && status !== 200) throw new Error(`The team was refused: ${JSON.stringify(body)}`);
}
