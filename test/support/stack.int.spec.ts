import { Client } from 'pg';
import { connectLazily } from '../../libs/temporal/connect.js';
import { testDatabase, testTemporal } from './stack.js';

describe("a test file's stack", () => {
  it('has a migrated database of its own', async () => {
    const [one, other] = await Promise.all([testDatabase('one'), testDatabase('other')]);
    expect(await tablesOf(one.url)).toContain('life');
    await run(one.url, 'drop table event');
    expect(await tablesOf(other.url)).toContain('event');
  });

  it('has a Temporal namespace of its own that knows the search attributes', async () => {
    const { address, namespace } = await testTemporal();
    const connection = connectLazily(address);
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    await connection.close();
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(['LeadStage', 'LeadStuck']));
  });
});

async function tablesOf(url: string): Promise<string[]> {
  const { rows } = await run(url, `select table_name from information_schema.tables where table_schema = 'public'`);
  return rows.map((row: { table_name: string }) => row.table_name);
}

async function run(url: string, sql: string): Promise<{ rows: { table_name: string }[] }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client.query<{ table_name: string }>(sql).finally(() => client.end());
}
