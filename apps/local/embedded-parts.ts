import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startMailSink } from '../../libs/embedded/mail-sink.js';
import type { PidRecords } from '../../libs/embedded/pid-records.js';
import { startPostgres } from '../../libs/embedded/postgres.js';
import type { Say } from '../../libs/embedded/say.js';
import { findTemporalCli } from '../../libs/embedded/temporal-cli.js';
import { startTemporalServer } from '../../libs/embedded/temporal-server.js';
import type { LocalEnv } from '../../libs/process/env.js';
import { assignPorts } from './ports.js';
import type { StopList } from './stop-list.js';
import { supervise } from './supervise.js';

/** What the apps need of the world, embedded or given by the environment. */
export interface Parts {
  databaseUrl: string;
  temporalAddress: string;
  /** Null: Temporal is not ours, and so is its UI. */
  uiUrl: string | null;
  smtpUrl: string;
  /** Null: mail goes to a real server. */
  mailPageUrl: string | null;
  apiPort: number;
}

export interface PartsPlan {
  folder: string;
  env: LocalEnv;
  records: PidRecords;
  stops: StopList;
  say: Say;
}

/** Starts what the environment does not name: PostgreSQL, Temporal, a mail sink. Each stops through `stops`. */
export async function startParts(plan: PartsPlan): Promise<Parts> {
  const { env, say } = plan;
  const ports = await assignPorts(
    {
      api: [env.port, 'the API'],
      ui: env.temporalAddress ? null : [8233, "Temporal's UI"],
      mailPage: env.smtpUrl ? null : [8025, 'the mail sink'],
      temporal: env.temporalAddress ? null : [7233, 'Temporal'],
      postgres: env.databaseUrl ? null : [54320, 'Postgres'],
      smtp: env.smtpUrl ? null : [1025, 'SMTP'],
    },
    say,
  );
  const [databaseUrl, temporal, mail] = await Promise.all([
    env.databaseUrl ?? postgres(plan, ports.postgres),
    env.temporalAddress ? { address: env.temporalAddress, uiUrl: null } : temporalServer(plan, ports.temporal, ports.ui),
    env.smtpUrl ? { smtpUrl: env.smtpUrl, pageUrl: null } : mailSink(plan, ports.smtp, ports.mailPage),
  ]);
  return {
    databaseUrl,
    temporalAddress: temporal.address,
    uiUrl: temporal.uiUrl,
    smtpUrl: mail.smtpUrl,
    mailPageUrl: mail.pageUrl,
    apiPort: ports.api,
  };
}

async function postgres({ folder, records, stops, say }: PartsPlan, port: number): Promise<string> {
  let url = '';
  const start = async () => {
    const started = await startPostgres({ folder: join(folder, 'postgres'), port, records, say });
    url = started.url;
    return started.child;
  };
  stops.add('Postgres', await supervise(start, say));
  say(`Postgres runs on port ${port}`);
  return url;
}

async function temporalServer(plan: PartsPlan, port: number, uiPort: number): Promise<{ address: string; uiUrl: string | null }> {
  const { folder, env, records, stops, say } = plan;
  const cli = await findTemporalCli({ ...env, say });
  const serverPlan = { cli, folder: join(folder, 'temporal'), port, uiPort, namespace: env.temporalNamespace, records, say };
  const server = { address: '', uiUrl: null as string | null };
  const start = async () => {
    const { address, uiUrl, child } = await startTemporalServer(serverPlan);
    Object.assign(server, { address, uiUrl });
    return child;
  };
  stops.add('Temporal', await supervise(start, say));
  say(`Temporal ${cli.serverVersion} runs on port ${port}`);
  return server;
}

async function mailSink(
  { folder, stops }: PartsPlan,
  smtpPort: number,
  httpPort: number,
): Promise<{ smtpUrl: string; pageUrl: string }> {
  mkdirSync(folder, { recursive: true });
  const sink = await startMailSink({ folder: join(folder, 'mails'), smtpPort, httpPort });
  stops.add('the mail sink', sink);
  return sink;
}
