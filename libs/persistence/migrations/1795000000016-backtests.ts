import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Back-tests of versions, and a way to read the facts of a period in the order of their receipt: BRIN, since a fact must stay one cheap insert. */
export class Backtests1795000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index fact_received_idx on fact using brin (received_at);

      create table backtest (
        backtest_id uuid primary key,
        version integer not null references agreement (version),
        hash text not null,
        by text not null,
        from_at timestamptz not null,
        to_at timestamptz not null,
        floors jsonb,
        status text not null default 'running' constraint backtest_status_check check (status in ('running', 'done', 'refused', 'failed')),
        facts integer not null default 0,
        heard integer not null default 0,
        parity jsonb,
        report jsonb,
        plots jsonb,
        problem jsonb,
        started_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        ended_at timestamptz
      );
      create index backtest_version_idx on backtest (version, started_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table backtest; drop index fact_received_idx');
  }
}
