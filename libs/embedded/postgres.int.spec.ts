import { mkdtempSync, rmSync, chmodSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { anyPort } from './free-port.js';
import { pidRecords } from './pid-records.js';
import { startPostgres, type Postgres } from './postgres.js';
import { removePostgresHome } from './postgres-home.js';
import { processIdentity } from './process-identity.js';

describe('the embedded Postgres', () => {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  const said: string[] = [];
  let postgres: Postgres;
  const start = async () => {
    const records = pidRecords(join(folder, 'pids'));
    await records.stopLeftOvers();
    const plan = { folder: join(folder, 'postgres'), port: await anyPort(), say: (line: string) => void said.push(line) };
    return startPostgres({ ...plan, records });
  };
  const query = async (sql: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows;
  };

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    postgres = await start();
    await query('create table kept (n int)');
  });
  afterAll(async () => {
    await postgres.stop();
    removePostgresHome(join(folder, 'postgres'));
    rmSync(folder, { recursive: true });
  });

  it('is PostgreSQL 18 in UTF-8 and sorts alike on every machine', async () => {
    expect(await query('show server_version_num')).toEqual([{ server_version_num: expect.stringMatching(/^18/) }]);
    expect(await query(`select datcollate, encoding, datlocprovider from pg_database where datname = 'baton'`)).toEqual([
      { datcollate: 'C', encoding: 6, datlocprovider: 'b' },
    ]);
  });

  it('lets nobody in without its password, which its owner alone can read', async () => {
    const client = new Client({ connectionString: postgres.url.replace(/:\w{48}@/, ':wrong@') });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  it('keeps its data over a stop', async () => {
    await postgres.stop();
    postgres = await start();
    expect(await query('select n from kept')).toEqual([]);
  });

  it('is found and stopped when an earlier start left it behind without a record', async () => {
    const orphan = postgres.child.pid;
    pidRecords(join(folder, 'pids')).remove('postgres');
    postgres = await start();
    expect(processIdentity(orphan)).toBeNull();
    expect(said).toContain('stopping the Postgres that an earlier start left behind');
    expect(await query('select n from kept')).toEqual([]);
  });

  it('is found by its record when an earlier start left it behind', async () => {
    expect(await pidRecords(join(folder, 'pids')).stopLeftOvers()).toEqual(['postgres']);
    postgres = await start();
    expect(await query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('comes back after a power cut', async () => {
    await query('insert into kept values (1)');
    await postgres.child.kill();
    postgres = await start();
    expect(await query('select n from kept')).toEqual([{ n: 1 }]);
  });
});
