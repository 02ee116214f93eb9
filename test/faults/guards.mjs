// What `npm run test:guards` runs: breaks each guard of the product in a copy of the tree, and expects the test that holds it to go red.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../apps/local/ready.mjs';

/** The guards: what each is, the text that makes it one, what stands there instead, and the tests (tier, file, name) that must notice. */
const guards = JSON.parse(readFileSync(join(root, 'test/faults/guards.json'), 'utf8'));

const copy = mkdtempSync(join(tmpdir(), 'baton-guards-'));
try {
  copyTree();
  const asked = process.argv[2] ?? '';
  const rows = guards.filter(({ guard }) => guard.includes(asked)).map(judge);
  console.table(rows);
  process.exitCode = rows.every(({ whole, broken }) => whole === 'green' && broken.startsWith('red')) ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

// As the files stand, committed or not; of those that are ignored, none.
function copyTree() {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((name) => name && name !== 'node_modules'))
    cpSync(join(root, file), join(copy, file), { force: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}

function judge({ guard, file, text, broken, tests }) {
  const path = join(copy, file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(text).length !== 2) throw new Error(`${guard}: ${file} holds this not once: ${text}`);
  const before = run(tests);
  writeFileSync(
    path,
    whole.replace(text, () => broken),
  );
  const after = run(tests);
  writeFileSync(path, whole);
  return { guard, whole: before, broken: after, by: [tests[1].split('/').pop(), tests[2]].filter(Boolean).join(': ') };
}

/** `green`, or `red` and how many tests failed; anything else is no verdict. */
function run([tier, file, name]) {
  const results = join(copy, 'results.json');
  rmSync(results, { force: true });
  const named = name === '' ? [] : ['--testNamePattern', name];
  const args = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${results}`, '--testPathPatterns', file, ...named];
  spawnSync(process.execPath, [...args, '--selectProjects', tier], { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] });
  const told = JSON.parse(readFileSync(results, 'utf8'));
  if (told.numRuntimeErrorTestSuites > 0 || told.numPassedTests + told.numFailedTests === 0) return 'did not run';
  return told.numFailedTests === 0
    ? 'green'
    : `red: ${told.numFailedTests} of ${told.numPassedTests + told.numFailedTests} failed`;
}
