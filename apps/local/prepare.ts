import { createDataSource, migrate } from '../../libs/persistence/data-source.js';
import { readEnv } from '../../libs/process/env.js';
import { createLog } from '../../libs/process/log.js';
import { connectLazily } from '../../libs/temporal/connect.js';
import { prepareNamespace } from '../../libs/temporal/register-attributes.js';

/** Once before the apps start, beside a Postgres and a Temporal that run elsewhere: schema, search attributes, retention. Safe to repeat. */
async function prepare(): Promise<void> {
  const env = readEnv();
  const source = await createDataSource(env.databaseUrl, { applicationName: 'baton-prepare' }).initialize();
  await migrate(source).finally(() => source.destroy());
  const connection = connectLazily(env.temporalAddress);
  await prepareNamespace(connection, env.temporalNamespace).finally(() => connection.close());
}

const log = createLog('prepare');
prepare().then(
  () => log.info('schema and namespace are ready'),
  (err: unknown) => {
    log.fatal({ err }, 'can’t prepare: is DATABASE_URL right, and does Temporal answer at TEMPORAL_ADDRESS?');
    process.exitCode = 1;
  },
);
