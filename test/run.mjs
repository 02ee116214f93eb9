// What `npm test` runs: makes the checkout ready, runs the tiers, and ends with the totals on a line of their own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeReady, root } from '../apps/local/ready.mjs';

makeReady();
const folder = mkdtempSync(join(tmpdir(), 'baton-results-'));
const results = join(folder, 'results.json');
// Faults take minutes: `npm run test:faults` asks for them.
const [tiers, told] =
  process.argv[2] === '--faults' ? [['fault'], process.argv.slice(3)] : [['unit', 'int', 'e2e'], process.argv.slice(2)];
const args = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${results}`, ...told, '--selectProjects', ...tiers];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const { passed, failed } = totals();
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(status === 0 && failed === 0 ? 0 : 1);

// A file that could not be run counts as one failed test; so does a run that ended without results.
function totals() {
  try {
    const told = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: told.numPassedTests, failed: told.numFailedTests + told.numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
