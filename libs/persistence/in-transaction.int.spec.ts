import { QueryRunnerAlreadyReleasedError, type DataSource } from 'typeorm';
import { eventually } from '../../test/support/eventually.js';
import { testDatabase } from '../../test/support/stack.js';
import { copyRows } from './copy-rows.js';
import { createDataSource } from './data-source.js';
import { inTransaction, Raced } from './in-transaction.js';
import { isWeather } from './is-weather.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('transaction')).url).initialize();
  await source.query('create table note (id integer primary key)');
});
afterAll(() => source.destroy());
beforeEach(() => source.query('truncate note'));

const insert = 'insert into note (id) values ($1)';
const ids = async (): Promise<number[]> =>
  (await source.query<{ id: number }[]>('select id from note order by id')).map(({ id }) => id);

describe('a transaction', () => {
  it('holds its very first statement too', async () => {
    const undone = inTransaction(source, async (manager) => {
      await manager.query(insert, [1]);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await ids()).toEqual([]);
  });

  it('holds what is written last, though nobody waits for that before the commit', async () => {
    const done = await inTransaction(source, async (manager, last) => {
      await manager.query(insert, [1]);
      void last(manager.query(insert, [2]));
      return 'done';
    });
    expect(done).toBe('done');
    expect(await ids()).toEqual([1, 2]);
  });

  it('is undone as a whole when what is written last fails', async () => {
    const undone = inTransaction(source, async (manager, last) => {
      await manager.query(insert, [1]);
      void last(manager.query(insert, [1]));
    });
    await expect(undone).rejects.toThrow('duplicate key');
    expect(await ids()).toEqual([]);
  });

  it('is taken again when what is written last has raced', async () => {
    let attempts = 0;
    await inTransaction(source, async (manager, last) => {
      attempts += 1;
      await manager.query(insert, [attempts]);
      void last(manager.query(insert, [1]).catch(() => Promise.reject(new Raced('a rival was there'))));
    });
    expect(await ids()).toEqual([1, 2]);
  });

  it('whose connection breaks between two statements has met weather', async () => {
    const broken = inTransaction(source, async (manager) => {
      const [row] = await manager.query<{ pid: number }[]>('select pg_backend_pid() as pid');
      await source.query('select pg_terminate_backend($1)', [row!.pid]);
      await eventually(() => expect(manager.queryRunner!.isReleased).toBe(true));
      await manager.query(insert, [1]);
    });
    expect(isWeather(await broken.catch((error: unknown) => error))).toBe(true);
    expect(await ids()).toEqual([]);
  });
});

describe('rows that are copied', () => {
  it('are undone with their transaction', async () => {
    const undone = inTransaction(source, async (manager) => {
      await copyRows(manager, 'note (id)', ['1', '2']);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await ids()).toEqual([]);
  });

  it('are refused outside of one, and after it', async () => {
    await expect(copyRows(source.manager, 'note (id)', ['1'])).rejects.toThrow('within a transaction');
    const ended = await inTransaction(source, async (manager) => manager);
    await expect(copyRows(ended, 'note (id)', ['1'])).rejects.toThrow(QueryRunnerAlreadyReleasedError);
    expect(await ids()).toEqual([]);
  });

  it('say what Postgres says when it refuses one', async () => {
    const refused = inTransaction(source, (manager) => copyRows(manager, 'note (id)', ['1', '1']));
    await expect(refused).rejects.toMatchObject({ driverError: { code: '23505', constraint: 'note_pkey' } });
    expect(await ids()).toEqual([]);
  });
});
