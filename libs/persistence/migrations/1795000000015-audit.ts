import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a turn saw beside facts and versions, so that it can be decided again, and where the facts of a joined lead went; and what the audit found. */
export class Audit1795000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table turn add column seen jsonb;
      -- Of a lead from before, nobody knows what told who it is: its turns keep it whole until the next word on it. Two defaults, and no row is written.
      alter table lead add column who_seq integer not null default 2147483647, add column joined_after integer, add column joined_facts integer;
      alter table lead alter column who_seq set default 0;

      create table audit_run (
        audit_run_id uuid primary key,
        by text not null,
        lead_id uuid references lead (lead_id),
        lives integer not null default 0,
        audited integer not null default 0,
        turns integer not null default 0,
        reproduced integer not null default 0,
        untold integer not null default 0,
        differences integer not null default 0,
        started_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        ended_at timestamptz
      );
      create index audit_run_started_idx on audit_run (started_at);

      create table audit_difference (
        audit_run_id uuid not null references audit_run (audit_run_id) on delete cascade,
        lead_id uuid not null references lead (lead_id),
        n integer not null,
        turn bigint,
        kind text not null,
        field text not null,
        expected text,
        stored text,
        sentence text not null,
        primary key (audit_run_id, lead_id, n)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit_difference, audit_run;
      alter table lead drop column who_seq, drop column joined_after, drop column joined_facts;
      alter table turn drop column seen;
    `);
  }
}
