import { createDataSource } from '../../libs/persistence/data-source.js';
import { createDueBell } from '../../libs/persistence/facts/due-bell.js';
import { keepBeating } from '../../libs/persistence/outages/keep-beating.js';
import { drainOn } from '../../libs/process/drain.js';
import { readEnv } from '../../libs/process/env.js';
import { createLog } from '../../libs/process/log.js';
import { createRegistry, serveMetrics } from '../../libs/process/metrics.js';
import { createLeadClient } from '../../libs/temporal/lead-client.js';
import { countRings } from './count-rings.js';
import { startRelay } from './start-relay.js';

const pingMs = 2_000;

function main(): void {
  const env = readEnv();
  const log = createLog('relay', env.logLevel);
  const source = createDataSource(env.databaseUrl, { poolSize: 4, applicationName: 'baton-relay' });
  const client = createLeadClient({ address: env.temporalAddress, namespace: env.temporalNamespace });
  const registry = createRegistry('relay');
  const metrics = serveMetrics(registry, { port: env.metricsPort, token: env.token, log });
  const relay = startRelay({ source, client: countRings(client, registry), bell: createDueBell(env.databaseUrl), log });
  const check = (): Promise<void> => client.ping(pingMs);
  const heart = keepBeating(source, { part: 'relay', everyMs: env.heartbeatMs, check, log });
  drainOn(['SIGTERM', 'SIGINT'], log, [
    () => relay.stop(),
    () => heart.stop(),
    () => client.close(),
    () => metrics.close(),
    async () => (source.isInitialized ? source.destroy() : undefined),
  ]);
  log.info('relaying');
}

main();
