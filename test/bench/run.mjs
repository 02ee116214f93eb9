// What `npm run bench` runs: makes the checkout ready, compiles the bench beside the product, and measures. `-- --only P1` measures one figure.
import { spawnSync } from 'node:child_process';
import { makeReady, root } from '../../apps/local/ready.mjs';

const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status;

// Standard output is for figures.
console.log = console.error;
makeReady();
if (node('node_modules/ts7/bin/tsc', '-p', 'test/bench/tsconfig.json') !== 0) process.exit(1);
// The collector is called before memory is measured: what lives is told, not what lies about.
process.exitCode = node('--expose-gc', ...process.execArgv, 'dist/test/bench/main.js', ...process.argv.slice(2)) ?? 1;
