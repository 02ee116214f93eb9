import type { Failpoint } from './failpoints.js';
import {
  appVariables,
  checkVariables,
  cliVariables,
  failpointVariables,
  localVariables,
  logLevel,
  type LogLevel,
} from './variables.js';

export type { LogLevel };

/** What api, worker and relay are told from outside. Secrets come from here only and are never written to a log. */
export interface Env {
  databaseUrl: string;
  /** host:port of Temporal's frontend. */
  temporalAddress: string;
  temporalNamespace: string;
  port: number;
  /** The first admin's token for the API; of worker and relay's metrics, too. */
  token: string;
  /** Seals unsubscribe links. When it changes, the links in mails sent before no longer work. */
  unsubscribeSecret: string;
  /** Where mail goes out: smtp:// or smtps://. */
  smtpUrl: string;
  mailFrom: string;
  /** Held mails that go out a second when a mail server is back. The same for api and workers. */
  mailReturnPerSecond: number;
  /** How a browser or a rep reaches the API, for links in mails. No slash at the end. */
  publicUrl: string;
  logLevel: LogLevel;
  /** The workflow bundle's file, when it is not where the build puts it. */
  workflowBundle?: string;
  /** Where worker and relay serve Prometheus, each on a port of its own; without it they don't. The API has its /metrics. */
  metricsPort?: number;
  /** How often an app notes in Postgres that it is there; six missed are an outage. Milliseconds. */
  heartbeatMs: number;
}

/** What `npm start` and the tests may be told. Everything has a default; an address replaces the embedded part. */
export interface LocalEnv {
  databaseUrl?: string;
  temporalAddress?: string;
  temporalNamespace: string;
  smtpUrl?: string;
  mailFrom?: string;
  publicUrl?: string;
  /** The API's token and the seal of unsubscribe links; made at random when they are not given. */
  token?: string;
  unsubscribeSecret?: string;
  port: number;
  /** Where data, logs and secrets are kept: `.baton` in the checkout unless told otherwise. */
  folder: string;
  temporalCliPath?: string;
  /** Folders searched for programs: PATH, split. */
  path: string[];
  /** Where caches of this user go: XDG_CACHE_HOME, else ~/.cache. */
  cacheHome?: string;
}

/** What `baton` may be told: which Baton it speaks to. */
export interface CliEnv {
  url?: string;
  token?: string;
  /** Where a Baton that `npm start` runs keeps its address and token. */
  folder: string;
}

/** Reads what an app needs. Throws one error that lists every problem, with the variable and an example; values are never shown. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const read = checkVariables(appVariables, source);
  return {
    databaseUrl: read.DATABASE_URL,
    temporalAddress: read.TEMPORAL_ADDRESS,
    temporalNamespace: read.TEMPORAL_NAMESPACE,
    port: read.PORT,
    token: read.BATON_TOKEN,
    unsubscribeSecret: read.UNSUBSCRIBE_SECRET,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    mailReturnPerSecond: read.MAIL_RETURN_PER_SECOND,
    publicUrl: withoutSlash(read.PUBLIC_URL) ?? `http://localhost:${read.PORT}`,
    logLevel: read.LOG_LEVEL,
    workflowBundle: read.WORKFLOW_BUNDLE,
    metricsPort: read.METRICS_PORT,
    heartbeatMs: read.HEARTBEAT_MS,
  };
}

/** Reads what `npm start` and the tests may be told. Throws like `readEnv`. */
export function readLocalEnv(source: NodeJS.ProcessEnv = process.env): LocalEnv {
  const read = checkVariables(localVariables, source);
  return {
    databaseUrl: read.DATABASE_URL,
    temporalAddress: read.TEMPORAL_ADDRESS,
    temporalNamespace: read.TEMPORAL_NAMESPACE,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    publicUrl: withoutSlash(read.PUBLIC_URL),
    token: read.BATON_TOKEN,
    unsubscribeSecret: read.UNSUBSCRIBE_SECRET,
    port: read.PORT,
    folder: read.BATON_FOLDER,
    temporalCliPath: read.TEMPORAL_CLI_PATH,
    path: read.PATH.split(process.platform === 'win32' ? ';' : ':').filter(Boolean),
    cacheHome: read.XDG_CACHE_HOME,
  };
}

/** Reads what `baton` may be told. Throws like `readEnv`. */
export function readCliEnv(source: NodeJS.ProcessEnv = process.env): CliEnv {
  const read = checkVariables(cliVariables, source);
  return { url: withoutSlash(read.BATON_URL), token: read.BATON_TOKEN, folder: read.BATON_FOLDER };
}

/** The places where this process must die: none but in tests of faults. Throws for a name that is none, and in production unless BATON_FAILPOINTS_ALLOWED=yes. */
export function readFailpoints(source: NodeJS.ProcessEnv = process.env): ReadonlySet<Failpoint> {
  return checkVariables(failpointVariables, source).BATON_FAILPOINTS;
}

/** The level that logs are written at. A value that is no level counts as `info` here; `readEnv` complains about it. */
export function readLogLevel(source: NodeJS.ProcessEnv = process.env): LogLevel {
  return logLevel.catch('info').parse(source['LOG_LEVEL'] || undefined);
}

/** The environment for a child process: this one's, with `changes` on top; `undefined` takes a variable away. */
export function childEnv(changes: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

function withoutSlash(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '');
}
