// What `npm run stream` runs: makes the checkout ready, compiles the bench beside the product, and streams facts. See stream.ts.
import { spawnSync } from 'node:child_process';
import { makeReady, root } from '../../apps/local/ready.mjs';

const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status;

// Standard output is for figures.
console.log = console.error;
makeReady();
if (node('node_modules/ts7/bin/tsc', '-p', 'test/bench/tsconfig.json') !== 0) process.exit(1);
process.exitCode = node('dist/test/bench/stream.js', ...process.argv.slice(2)) ?? 1;
