import { resolve } from 'node:path';
import { createLog } from '../../libs/process/log.js';
import { writeBundle } from './bundle-workflows.js';

// `npm run build` runs this after the compiler: dist/workflow-bundle.js, beside the built workflows.
const root = resolve(__dirname, '../..');
const log = createLog('bundle');

writeBundle(root, resolve(root, 'workflow-bundle.js')).then(
  ({ code, modules }) => log.info({ bytes: code.length, modules }, 'workflows are bundled'),
  (err: unknown) => {
    log.fatal({ err }, err instanceof Error ? err.message : 'the workflows could not be bundled');
    process.exitCode = 1;
  },
);
