import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { connectLazily } from '../../libs/temporal/connect.js';
import { prepareNamespace } from '../../libs/temporal/register-attributes.js';
import { startMailSink, type MailSink } from '../../libs/embedded/mail-sink.js';
import type { FileWorld } from './environment.js';
import { testStack } from './test-stack.js';

/** A migrated database of one's own. It goes with the test run, or is kept for a look when a test of the file failed. */
export interface TestDatabase {
  name: string;
  url: string;
}

/** Call it in `beforeAll`. `name` helps to find the database of a failed test: `take-turn` becomes `take_turn_3f9a2c`. */
export async function testDatabase(name: string): Promise<TestDatabase> {
  const { templateUrl } = testStack();
  const database = ownName(name).replaceAll('-', '_');
  const [server, template] = [templateUrl.replace(/[^/]+$/, 'postgres'), templateUrl.replace(/^.*\//, '')];
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${database} template ${template} strategy file_copy`).finally(() => client.end());
  ((globalThis as FileWorld).batonDatabases ??= []).push(database);
  return { name: database, url: templateUrl.replace(/[^/]+$/, database) };
}

export interface TestTemporal {
  address: string;
  namespace: string;
}

/** A namespace of one's own on the run's Temporal server, fit for leads. Call it in `beforeAll`. */
export async function testTemporal(name = 'test'): Promise<TestTemporal> {
  const { temporalAddress: address } = testStack();
  const namespace = ownName(name);
  const connection = connectLazily(address);
  await prepareNamespace(connection, namespace).finally(() => connection.close());
  return { address, namespace };
}

/** A mail server of one's own, in memory, on free ports. Stop it in `afterAll`. */
export function testMailSink(): Promise<MailSink> {
  return startMailSink({ folder: null, smtpPort: 0, httpPort: 0 });
}

/** The file of the workflow bundle, built once a run. */
export function workflowBundle(): string {
  return testStack().workflowBundle;
}

function ownName(name: string): string {
  return `${name}-${randomBytes(3).toString('hex')}`;
}
