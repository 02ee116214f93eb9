import { readEnv } from '../../libs/process/env.js';
import { createLog } from '../../libs/process/log.js';
import { prepareSurroundings } from './prepare-surroundings.js';

// Run once before the apps start, beside a Postgres and a Temporal that run elsewhere. Safe to repeat.
const log = createLog('prepare');
Promise.resolve()
  .then(() => prepareSurroundings(readEnv()))
  .then(
    () => log.info('schema and namespace are ready'),
    (err: unknown) => {
      log.fatal({ err }, 'can’t prepare: is DATABASE_URL right, and does Temporal answer at TEMPORAL_ADDRESS?');
      process.exitCode = 1;
    },
  );
