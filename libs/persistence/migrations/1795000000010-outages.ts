import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When parts of Baton were away; and clocks in two parts, the system's and the rep's. */
export class Outages1795000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row a part (api, worker, relay), however many processes it is. Silent for longer than its gap: it is away.
      create table heartbeat (
        part text primary key,
        beat_at timestamptz not null,
        gap_ms integer not null
      );

      create table outage (
        part text not null,
        from_at timestamptz not null,
        until_at timestamptz not null,
        primary key (part, from_at)
      );
      create index outage_until_idx on outage (until_at);

      alter table clock add column told_at timestamptz, add column system_breached_at timestamptz,
        add column credits jsonb not null default '[]';
      create index clock_system_breached_idx on clock (clause) where system_breached_at is not null and abandoned_by is null;
      -- Clocks that ran before there were two parts ran for their rep.
      update clock set told_at = started_at where by = 'sales' and ended_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index clock_system_breached_idx;
      alter table clock drop column told_at, drop column system_breached_at, drop column credits;
      drop table outage, heartbeat;
    `);
  }
}
