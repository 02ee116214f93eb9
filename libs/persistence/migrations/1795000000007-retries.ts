import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Retries of many stuck leads at once: who asked, when, which leads, how many. */
export class Retries1795000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table retry (
        retry_id uuid primary key,
        by text not null,
        reason text,
        older_than_ms bigint,
        most integer,
        -- Leads that became stuck later are none of this retry's.
        until_at timestamptz not null,
        matched integer not null,
        retried integer not null default 0,
        started_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        ended_at timestamptz
      );
      create index retry_started_idx on retry (started_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table retry');
  }
}
