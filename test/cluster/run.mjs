// What `npm run test:cluster` runs: the e2e tier against Temporal's production server on Postgres. Further arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { makeReady, root } from '../../apps/local/ready.mjs';

const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status;

makeReady();
if (node('node_modules/ts7/bin/tsc', '-p', 'test/cluster/tsconfig.json') !== 0) process.exit(1);
process.exitCode = node('--enable-source-maps', 'dist/test/cluster/main.js', ...process.argv.slice(2)) ?? 1;
