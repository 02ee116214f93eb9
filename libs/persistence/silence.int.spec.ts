import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../../test/support/stack.js';
import { wayTo, type Way } from '../../test/support/way-to-postgres.js';
import { atOnce } from './at-once.js';
import { copyRows } from './copy-rows.js';
import { createDataSource } from './data-source.js';
import { inTransaction } from './in-transaction.js';
import { isWeather } from './is-weather.js';

const silenceMs = 300;
let url: string;
let way: Way;
let source: DataSource;
beforeAll(async () => {
  ({ url } = await testDatabase('silence'));
  way = await wayTo(url);
  source = await createDataSource(way.url, { poolSize: 1, silenceMs }).initialize();
  await source.query('create table note (id integer primary key)');
});
afterAll(async () => {
  await source.destroy();
  way.close();
});

const pid = async (): Promise<number> => (await source.query<{ pid: number }[]>('select pg_backend_pid() as pid'))[0]!.pid;
const sleep = (s: number): Promise<unknown> => source.query('select pg_sleep($1)', [s]);

/** What `work` rejects with, if it does so soon. */
async function failureOf(work: Promise<unknown>): Promise<unknown> {
  const tooLong = pause(10 * silenceMs).then(() => Promise.reject(new Error('still waits')));
  return Promise.race([work, tooLong]).then(
    () => 'none',
    (error: unknown) => error,
  );
}

describe('a Postgres whose host is lost', () => {
  it('is weather for what was asked, and the pool takes a new connection for what comes next', async () => {
    const before = await pid();
    way.lose();
    const failure = await failureOf(source.query('select $1::integer', [1]));
    expect(failure).toMatchObject({ driverError: { message: 'Connection terminated: Postgres does not answer' } });
    expect(isWeather(failure)).toBe(true);
    expect(await pid()).not.toBe(before);
  });

  it('is weather for all of a transaction: its beginning, that nobody waits for, and its rows', async () => {
    await pid();
    way.lose();
    const failures: unknown[] = [];
    const noted = (work: Promise<unknown>) => work.catch((error: unknown) => failures.push(error));
    const work = inTransaction(source, (manager) =>
      atOnce([manager.query('select 1'), noted(copyRows(manager, 'note (id)', ['1'])), noted(manager.query('select 2'))]),
    );
    failures.push(await failureOf(work));
    expect(failures.map(isWeather)).toEqual([true, true, true]);
    expect(await source.query('select id from note')).toEqual([]);
  });

  it('is noticed when it had begun to answer', async () => {
    await pid();
    const work = source.query(`select repeat('x', 20000), pg_sleep(0.05) from generate_series(1, 90)`);
    await pause(100);
    way.lose();
    expect(isWeather(await failureOf(work))).toBe(true);
  });
});

describe('a connection is left alone', () => {
  it('while nothing is asked', async () => {
    const before = await pid();
    await pause(3 * silenceMs);
    expect(await pid()).toBe(before);
  });

  it('while an answer is on its way, however long', async () => {
    const rows = await source.query<unknown[]>(`select repeat('x', 20000), pg_sleep(0.05) from generate_series(1, 20)`);
    expect(rows).toHaveLength(20);
  });

  it.each([`'10s'`, `'2min'`, '10000', '0; set local idle_in_transaction_session_timeout = 0'])(
    'in a transaction whose statements may take longer: %s; and in no other',
    async (limit) => {
      await inTransaction(source, async (manager) => {
        await manager.query(`set local statement_timeout = ${limit}`);
        await manager.query('select pg_sleep($1)', [(3 * silenceMs) / 1000]);
      });
      expect(isWeather(await failureOf(sleep(5)))).toBe(true);
    },
  );

  it('when our own process stood still while Postgres answered', async () => {
    const direct = await createDataSource(url, { poolSize: 1, silenceMs }).initialize();
    const answer = direct.query('select 1 as one, pg_sleep(0.1)');
    await pause(30);
    await new Promise(setImmediate); // before timers are looked at, which come before what was sent
    for (const until = Date.now() + 2 * silenceMs; Date.now() < until;);
    expect(await answer).toMatchObject([{ one: 1 }]);
    await direct.destroy();
  });
});
