// What `npm run sim` runs: makes the checkout ready, compiles the simulation beside the product, and lets lives run. Needs no server.
import { spawnSync } from 'node:child_process';
import { makeReady, root } from '../../apps/local/ready.mjs';

const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status;

makeReady();
if (node('node_modules/ts7/bin/tsc', '-p', 'test/sim/tsconfig.json') !== 0) process.exit(1);
process.exitCode = node('--enable-source-maps', 'dist/test/sim/main.js', ...process.argv.slice(2)) ?? 1;
