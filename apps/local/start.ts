import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pidRecords } from '../../libs/embedded/pid-records.js';
import { removePostgresHome } from '../../libs/embedded/postgres-home.js';
import { projectRoot } from '../../libs/embedded/project-root.js';
import { secretIn } from '../../libs/embedded/secret-in.js';
import type { Say } from '../../libs/embedded/say.js';
import { readLocalEnv, type LocalEnv } from '../../libs/process/env.js';
import { appsReady, startApps } from './apps.js';
import { startParts, type Parts } from './embedded-parts.js';
import { endWell } from './end-well.js';
import { leadsLiveElsewhere } from './leads-elsewhere.js';
import { lock } from './lock.js';
import { readOptions } from './options.js';
import { prepareSurroundings } from './prepare-surroundings.js';
import { seed } from './seed.js';
import { stopList } from './stop-list.js';
import { welcome } from './welcome.js';

/** Starts all that Baton needs and Baton itself, and keeps it up until Ctrl-C. */
async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const env = readLocalEnv();
  const say = sayWithTime();
  const folder = resolve(projectRoot, env.folder);
  const envFile = join(folder, 'env.json');
  mkdirSync(folder, { recursive: true });
  const unlock = lock(folder);
  const stops = stopList(say);
  const records = pidRecords(join(folder, 'pids'));
  const run = async (): Promise<void> => {
    const leftOvers = await records.stopLeftOvers();
    if (leftOvers.length > 0) say(`stopped what an earlier start left behind: ${leftOvers.join(', ')}`);
    if (options.fresh) startOver(folder, env, say);
    const parts = await startParts({ folder, env, records, stops, say });
    await prepareSurroundings({ ...parts, temporalNamespace: env.temporalNamespace });
    say('the schema and the namespace are ready');
    const token = env.token ?? secretIn(join(folder, 'token'), 'baton_');
    const unsubscribeSecret = env.unsubscribeSecret ?? secretIn(join(folder, 'unsubscribe-secret'));
    const variables = variablesOf(env, parts, { token, unsubscribeSecret });
    keepForTools(envFile, variables);
    const apps = await startApps({ folder, variables, records, stops, say });
    const apiUrl = `http://localhost:${parts.apiPort}`;
    await appsReady(apps, apiUrl);
    say('api, worker and relay run');
    if (await leadsLiveElsewhere({ ...parts, temporalNamespace: env.temporalNamespace })) say(rebuildFirst);
    const seeded = await seed({ databaseUrl: parts.databaseUrl, apiUrl, token, folder });
    console.log(
      welcome({
        ...parts,
        apiUrl,
        token,
        tokenIsGiven: env.token !== undefined,
        folder: shown(folder),
        seeded,
      }),
    );
  };
  const kill = (): void => {
    records.killAll();
    rmSync(envFile, { force: true });
    unlock();
  };
  endWell(run(), say, { stop: () => stops.stopAll().then(kill), kill });
}

const rebuildFirst =
  'leads wait: they live in another Temporal than this one. Point TEMPORAL_ADDRESS back, or, if that one is lost: npm run baton -- rebuild';

function variablesOf(
  env: LocalEnv,
  parts: Parts,
  { token, unsubscribeSecret }: { token: string; unsubscribeSecret: string },
): Record<string, string> {
  return {
    DATABASE_URL: parts.databaseUrl,
    TEMPORAL_ADDRESS: parts.temporalAddress,
    TEMPORAL_NAMESPACE: env.temporalNamespace,
    PORT: String(parts.apiPort),
    BATON_TOKEN: token,
    UNSUBSCRIBE_SECRET: unsubscribeSecret,
    SMTP_URL: parts.smtpUrl,
    PUBLIC_URL: env.publicUrl ?? `http://localhost:${parts.apiPort}`,
  };
}

/** What the apps are told, for `npm run trace` and the like. It holds secrets. */
function keepForTools(envFile: string, variables: Record<string, string>): void {
  writeFileSync(envFile, `${JSON.stringify(variables, null, 2)}\n`, { mode: 0o600 });
  chmodSync(envFile, 0o600);
}

function startOver(folder: string, env: LocalEnv, say: Say): void {
  removePostgresHome(join(folder, 'postgres'));
  for (const entry of readdirSync(folder)) {
    if (entry !== 'lock' && entry !== 'pids') rmSync(join(folder, entry), { recursive: true, force: true });
  }
  say(`started over: everything in ${folder} is removed`);
  if (env.databaseUrl) say('DATABASE_URL is yours: its data stays');
  if (env.temporalAddress) say('TEMPORAL_ADDRESS is yours: its workflows stay');
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

function sayWithTime(): Say {
  const startedAt = Date.now();
  return (line) => console.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}

start().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
