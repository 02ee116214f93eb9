import type { DataSource } from 'typeorm';
import { testDatabase } from '../../test/support/stack.js';
import { createDataSource } from './data-source.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('drift')).url).initialize();
});
afterAll(() => source.destroy());

describe('entities and migrations', () => {
  it('describe the same schema', async () => {
    const pending = await source.driver.createSchemaBuilder().log();
    expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('give whole numbers for bigint', async () => {
    expect(await source.query('select 1795426261000::bigint as turn')).toEqual([{ turn: 1_795_426_261_000 }]);
  });
});
