// What `npm run wipe` runs: makes the checkout ready, compiles this folder beside the product, loses a Temporal and rebuilds it. `-- --leads 1000`.
import { spawnSync } from 'node:child_process';
import { makeReady, root } from '../../apps/local/ready.mjs';

const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status;

makeReady();
if (node('node_modules/ts7/bin/tsc', '-p', 'test/disasters/tsconfig.json') !== 0) process.exit(1);
process.exitCode = node('--enable-source-maps', 'dist/test/disasters/main.js', ...process.argv.slice(2)) ?? 1;
