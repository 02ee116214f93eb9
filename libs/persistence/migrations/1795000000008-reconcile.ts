import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which Temporal leads live, what each comparison of Postgres with it found and mended, and which leads were late at the last look. */
export class Reconcile1795000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row: the Temporal in which leads live, by its namespace's id. Only rebuild changes it.
      create table temporal_home (
        only_one boolean primary key default true check (only_one),
        namespace_id text not null,
        since_at timestamptz not null default now()
      );
      create table reconciliation (
        reconciliation_id uuid primary key,
        kind text not null check (kind in ('watch', 'rebuild', 'reproject')),
        by text not null,
        dry_run boolean not null,
        -- Leads live in another Temporal than the one that was looked at: nothing was mended.
        elsewhere boolean not null,
        leads integer not null,
        looked integer not null default 0,
        found jsonb not null default '{}',
        repaired jsonb not null default '{}',
        -- A few leads by what was found, and what only its senders can bring back.
        examples jsonb not null default '[]',
        lost jsonb,
        started_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        ended_at timestamptz
      );
      create index reconciliation_kind_idx on reconciliation (kind, started_at);
      -- Leads that were overdue at the last look; only one that has not moved by the next is late.
      create table late_lead (
        lead_id uuid primary key references lead (lead_id),
        turn bigint not null,
        seen_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table late_lead, reconciliation, temporal_home');
  }
}
