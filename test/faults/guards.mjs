// What `npm run test:guards` runs: breaks each guard of the product in a copy of the tree, and expects the test that holds it to go red.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../apps/local/ready.mjs';

/** A guard: what it is, the text that makes it one, what stands there instead, and the tests (tier, file, name) that must notice. */
const guards = [
  {
    guard: "the fence's `prev`",
    file: 'libs/persistence/turn/take-turn.ts',
    text: 'const undone = rowTurn > state.turn ? await abandonBranch(manager, state, number) : null;',
    broken:
      'const undone = rowTurn > state.turn && abandonBranch.length === 0 ? await abandonBranch(manager, state, number) : null;',
    tests: ['int', 'workflows/lead-lifecycle/real-life.int.spec.ts', 'reset to before its hand-off'],
  },
  {
    guard: 'the owed ring',
    file: 'apps/relay/bring-up-to-date.ts',
    text: 'ledger: { ...score, ...owed },',
    broken: 'ledger: { ...score, ...owed, owedSeq: null, owedAt: null, ringAt: null, rings: 0, rungSeq: null },',
    tests: ['int', 'apps/relay/relay-leads.int.spec.ts', 'repeated until it is heard'],
  },
  {
    guard: "the lead's lock",
    file: 'libs/persistence/facts/locate-leads.ts',
    text: 'order by lead_id for no key update',
    broken: 'order by lead_id',
    tests: ['int', 'libs/persistence/facts/append-facts.int.spec.ts', 'number one lead'],
  },
  {
    guard: 'the non-cancellable scope',
    file: 'workflows/lead-lifecycle/lead-lifecycle.workflow.ts',
    text: 'CancellationScope.nonCancellable(async',
    broken: 'CancellationScope.cancellable(async',
    tests: ['int', 'workflows/lead-lifecycle/life-span.int.spec.ts', 'a lead that is cancelled from outside'],
  },
  {
    guard: 'the purpose key',
    file: 'libs/domain/lifecycle/effects-of.ts',
    text: '`handOff:${event.handOff}/notice#${event.assignment}`',
    broken: '`handOff:${event.handOff}/notice#${event.assignment}/${event.at}`',
    tests: ['int', 'workflows/lead-lifecycle/real-life.int.spec.ts', 'reset to before its hand-off'],
  },
  {
    guard: 'what an incident holds',
    file: 'libs/persistence/effects/claim-effect.ts',
    text: "(incident.away || row.status === 'held')",
    broken: "(incident.away && row.status === 'held')",
    tests: ['int', 'libs/persistence/incidents/incidents.int.spec.ts', ''],
  },
  {
    guard: 'the one probe',
    file: 'libs/persistence/incidents/probe.ts',
    text: 'and until_at is null and probe_at <= now()',
    broken: 'and until_at is null',
    tests: ['int', 'libs/persistence/incidents/incidents.int.spec.ts', 'one at a time'],
  },
  {
    guard: 'the urgent first',
    file: 'libs/persistence/effects/release-held.ts',
    text: 'if (first.keptBack) return',
    broken: 'if (first.keptBack && atMost < 0) return',
    tests: ['int', 'libs/persistence/incidents/incidents.int.spec.ts', 'releases by urgency'],
  },
  {
    guard: 'one mail a track',
    file: 'libs/domain/lifecycle/overtaken.ts',
    text: 'return plan !== null && later.some',
    broken: "return plan === '' && later.some",
    tests: ['unit', 'libs/domain/lifecycle/held.spec.ts', ''],
  },
  {
    guard: 'the wake that came first',
    file: 'libs/persistence/turn/take-turn.ts',
    text: 'maybeHeld(state, inputs)',
    broken: 'maybeHeld(state, [])',
    tests: ['int', 'libs/persistence/turn/released-effects.int.spec.ts', ''],
  },
];

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
