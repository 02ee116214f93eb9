// Makes a checkout ready to run: packages installed, sources built. Plain JavaScript, since nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const stamp = join(root, 'dist/.built');
const lock = join(root, 'dist/.ready.lock');
const sources = [
  'apps',
  'workflows',
  'activities',
  'libs',
  'examples',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];

export function makeReady() {
  refuseOldNode();
  alone(installAndBuild);
}

function installAndBuild() {
  if (!isInstalled())
    step('installing packages (npm ci)', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  const state = stateOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  step('building (npm run build)', 'npm', ['run', '--silent', 'build']);
  writeFileSync(stamp, state);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Baton needs Node 20.19 or later; this is ${process.versions.node}. Get one from https://nodejs.org`);
}

// npm keeps a lockfile of what it has installed, written when it is done; an install that was cut short has none.
function isInstalled() {
  const installed = packagesOf(join(root, 'node_modules/.package-lock.json'));
  const wanted = Object.entries(packagesOf(join(root, 'package-lock.json')));
  const isThere = ([path, it]) => installed[path]?.version === it.version && existsSync(join(root, path, 'package.json'));
  return installed && wanted.every((entry) => entry[0] === '' || entry[1].optional || isThere(entry));
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

function stateOfSources() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesBelow(join(root, source)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesBelow(join(path, entry)));
}

function step(what, command, args) {
  const started = Date.now();
  console.log(`${what} ...`);
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 27 });
  if (status !== 0)
    fail(
      `${stdout}${stderr}\n${what} failed${error ? `: ${error.message}` : ''}. To try again by hand: ${command} ${args.join(' ')}`,
    );
  console.log(`${what} took ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

// Two installs at once destroy each other's work, so the second start waits for the first.
function alone(work) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (let waited = false; !take(); waited = true) {
    if (!waited) console.log('another start or test run is installing or building; waiting for it ...');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`${lock} can't be written (${error.code}). Give this user the checkout, or copy it.`);
    if (!isAlive(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
