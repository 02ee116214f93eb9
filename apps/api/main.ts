import { createDataSource } from '../../libs/persistence/data-source.js';
import { connectPatiently } from './connect-patiently.js';
import { keepBeating } from '../../libs/persistence/outages/keep-beating.js';
import { drainOn } from '../../libs/process/drain.js';
import { readEnv } from '../../libs/process/env.js';
import { createLog } from '../../libs/process/log.js';
import { createLeadClient } from '../../libs/temporal/lead-client.js';
import { createApi } from './create-api.js';

const pingMs = 2_000;

async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog('api', env.logLevel);
  const source = createDataSource(env.databaseUrl, { applicationName: 'baton-api' });
  const client = createLeadClient({ address: env.temporalAddress, namespace: env.temporalNamespace });
  const api = await createApi({
    source,
    client,
    log,
    token: env.token,
    unsubscribeSecret: env.unsubscribeSecret,
    mailReturnPerSecond: env.mailReturnPerSecond,
    now: () => Date.now(),
  });
  const check = (): Promise<void> => client.ping(pingMs);
  const heart = keepBeating(source, { part: 'api', everyMs: env.heartbeatMs, check, log });
  drainOn(['SIGTERM', 'SIGINT'], log, [
    () => api.close(),
    () => heart.stop(),
    () => client.close(),
    async () => (source.isInitialized ? source.destroy() : undefined),
  ]);
  // Before Postgres is there, /readyz says so.
  const connected = connectPatiently(source, (err, waitMs) => log.warn({ err, waitMs }, 'Postgres is not there yet'));
  await api.listen(env.port, '0.0.0.0');
  log.info({ port: env.port }, 'listening');
  await connected;
}

void main();
