import { createDataSource, migrate } from '../../libs/persistence/data-source.js';
import { connectLazily } from '../../libs/temporal/connect.js';
import { prepareNamespace } from '../../libs/temporal/register-attributes.js';

export interface Surroundings {
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
}

/** Makes Postgres and Temporal fit for the apps: schema, namespace, search attributes, retention. Safe to repeat, and by several at once. */
export async function prepareSurroundings(places: Surroundings): Promise<void> {
  await Promise.all([prepareDatabase(places.databaseUrl), prepareTemporal(places)]);
}

async function prepareDatabase(url: string): Promise<void> {
  const source = await createDataSource(url, { applicationName: 'baton-prepare' }).initialize();
  await migrate(source).finally(() => source.destroy());
}

async function prepareTemporal({ temporalAddress, temporalNamespace }: Surroundings): Promise<void> {
  const connection = connectLazily(temporalAddress);
  await prepareNamespace(connection, temporalNamespace).finally(() => connection.close());
}
