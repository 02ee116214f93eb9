import { createDataSource } from '../../libs/persistence/data-source.js';
import { createDueBell } from '../../libs/persistence/facts/due-bell.js';
import { drainOn } from '../../libs/process/drain.js';
import { readEnv } from '../../libs/process/env.js';
import { createLog } from '../../libs/process/log.js';
import { createLeadClient } from '../../libs/temporal/lead-client.js';
import { connectPatiently } from './connect-patiently.js';
import { startRelay } from './relay-loop.js';

async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog('relay', env.logLevel);
  const source = createDataSource(env.databaseUrl, { poolSize: 4, applicationName: 'baton-relay' });
  await connectPatiently(source, log);
  const client = createLeadClient({ address: env.temporalAddress, namespace: env.temporalNamespace });
  const relay = startRelay({ source, client, bell: createDueBell(env.databaseUrl), log });
  drainOn(['SIGTERM', 'SIGINT'], log, [() => relay.stop(), () => client.close(), () => source.destroy()]);
  log.info('relaying');
}

void main();
