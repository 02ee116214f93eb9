import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of leads: how far each has come, and the lines that were refused. */
export class Imports1795000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import (
        import_id uuid primary key,
        mapping text not null,
        dry_run boolean not null,
        status text not null default 'running' check (status in ('running', 'done', 'failed', 'interrupted')),
        bytes bigint not null,
        bytes_read bigint not null default 0,
        rows integer not null default 0,
        created integer not null default 0,
        known integer not null default 0,
        refused integer not null default 0,
        facts integer not null default 0,
        problem jsonb,
        started_at timestamptz not null default now(),
        -- Of the last batch: a running import that says nothing for long has died with its process.
        updated_at timestamptz not null default now(),
        ended_at timestamptz
      );
      create table import_refusal (
        import_id uuid not null references import (import_id),
        line integer not null,
        path text not null,
        message text not null,
        cure text not null,
        primary key (import_id, line)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table import_refusal, import');
  }
}
