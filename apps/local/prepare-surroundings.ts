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
  try {
    // A migration takes as long as the rows that are there ask for.
    const source = await createDataSource(url, { applicationName: 'baton-prepare', statementTimeoutMs: 0 }).initialize();
    await migrate(source).finally(() => source.destroy());
  } catch (cause) {
    throw new Error(`Postgres can't be prepared (${wordsOf(cause)}). Does it run, and is DATABASE_URL right?`, { cause });
  }
}

async function prepareTemporal({ temporalAddress, temporalNamespace }: Surroundings): Promise<void> {
  const connection = connectLazily(temporalAddress);
  try {
    await prepareNamespace(connection, temporalNamespace);
  } catch (cause) {
    const doubt = `Does Temporal run at ${temporalAddress}, and is TEMPORAL_ADDRESS right?`;
    throw new Error(`${wordsOf(cause)}\n${doubt}`, { cause });
  } finally {
    await connection.close();
  }
}

// Node gives a refused connection to a name with several addresses no message, only a code.
function wordsOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || 'no reason given';
}
