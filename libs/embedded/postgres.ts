import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startChild, type Child } from './child.js';
import { secretIn } from './secret-in.js';
import type { PidRecords } from './pid-records.js';
import { postgresHome, type PostgresHome } from './postgres-home.js';
import { processIdentity } from './process-identity.js';
import { readyWhen } from './ready-when.js';
import type { Say } from './say.js';
import { stopProcess } from './stop-process.js';

/** How to start the embedded PostgreSQL. `folder` holds data, password and log; it is made if need be. */
export interface PostgresPlan {
  folder: string;
  port: number;
  records: PidRecords;
  say: Say;
  /** Data that nobody will miss: no fsync. For tests. */
  throwaway?: boolean;
}

export interface Postgres {
  /** Of the database `baton`; user `baton` is a superuser. Reachable from this machine only. */
  url: string;
  urlOf(database: string): string;
  child: Child;
  stop(): Promise<void>;
}

/** Starts PostgreSQL 18 from npm's binaries, with a database `baton`. One that an earlier start left behind is stopped first. */
export async function startPostgres(plan: PostgresPlan): Promise<Postgres> {
  const home = postgresHome(plan.folder, plan.say);
  const password = secretIn(`${plan.folder}.password`);
  const data = join(home.folder, 'data');
  if (existsSync(data)) await stopOrphan(data, plan.say);
  else initialise(home, data, password);
  const urlOf = (database: string) => `postgres://baton:${password}@127.0.0.1:${plan.port}/${database}`;
  const child = await patiently(() => serve(home, data, plan, urlOf('postgres')));
  await ensureDatabase(urlOf('postgres'));
  return { url: urlOf('baton'), urlOf, child, stop: () => child.stop() };
}

async function serve(home: PostgresHome, data: string, plan: PostgresPlan, url: string): Promise<Child> {
  const child = await startChild({
    name: 'postgres',
    command: join(home.bin, 'postgres'),
    args: ['-D', data, ...settings(plan)],
    cwd: home.folder,
    user: home.user,
    logFile: `${plan.folder}.log`,
    records: plan.records,
    stopWith: 'SIGINT', // fast: sessions are cut, data is flushed
  });
  await readyWhen(child, () => answers(url));
  return child;
}

// After a power cut the sessions of the dead server hold its memory for an instant, and a new one refuses to start meanwhile.
async function patiently(start: () => Promise<Child>, tries = 6): Promise<Child> {
  for (let left = tries; ; left--) {
    try {
      return await start();
    } catch (error) {
      if (left <= 1) throw error;
      await pause(500);
    }
  }
}

// An ERROR's text quotes the row it refuses, so only what the server says of itself is logged.
function settings(plan: PostgresPlan): string[] {
  const always = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', log_min_messages: 'log' };
  const throwaway = plan.throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {};
  return Object.entries({ port: String(plan.port), ...always, ...throwaway }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

// Made beside its place and moved in one step: a kill in the middle leaves nothing that looks like data.
function initialise(home: PostgresHome, data: string, password: string): void {
  const unfinished = `${data}.new`;
  const passwordFile = join(home.folder, `password-${randomBytes(6).toString('hex')}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.user) for (const path of [unfinished, passwordFile]) chownSync(path, home.user.uid, home.user.gid);
  const flags = [
    '-D',
    unfinished,
    '-U',
    'baton',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--no-instructions',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const made = spawnSync(join(home.bin, 'initdb'), [...flags, ...locale], { encoding: 'utf8', cwd: home.folder, ...home.user });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new Error(`PostgreSQL could not make its data folder ${data}:\n${made.stderr || String(made.error)}`);
  renameSync(unfinished, data);
}

// Our records miss a server only if we were killed in the instant after starting it; its own pid file then tells.
async function stopOrphan(data: string, say: Say): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pid, folder] = readFileSync(pidFile, 'utf8').split('\n');
  const identity = processIdentity(Number(pid));
  if (identity === null || folder !== data) return;
  if (!commandOf(Number(pid)).includes(data)) return rmSync(pidFile); // the pid went to somebody else since
  say('stopping the Postgres that an earlier start left behind');
  await stopProcess(identity, 'SIGINT');
}

function commandOf(pid: number): string {
  if (existsSync(`/proc/${pid}/cmdline`)) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const found = await client.query(`select 1 from pg_database where datname = 'baton'`);
  if (found.rowCount === 0) await client.query('create database baton');
  await client.end();
}
