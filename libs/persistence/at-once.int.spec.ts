import { testDatabase } from '../../test/support/stack.js';
import { atOnce } from './at-once.js';
import { createDataSource } from './data-source.js';
import { isWeather } from './is-weather.js';

it('throws why a transaction was aborted, not that it was, however deep the statement that failed was asked', async () => {
  const source = await createDataSource((await testDatabase('at-once')).url).initialize();
  const asked = source.transaction(async (manager) => {
    await manager.query(`set local statement_timeout = '50ms'`);
    const deep = async (by: number): Promise<unknown> => (by === 0 ? manager.query('select pg_sleep(1)') : await deep(by - 1));
    await atOnce([deep(9), manager.query('select 1'), manager.query('select 2')]);
  });
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ driverError: { code: '57014' } });
  expect(isWeather(error)).toBe(true);
  await source.destroy();
});
