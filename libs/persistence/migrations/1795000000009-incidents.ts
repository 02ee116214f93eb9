import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A channel that is away is one incident: its sends are held, and go out in order when it is back. */
export class Incidents1795000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table channel (
        channel text primary key,
        -- The sends that it did not take in a row, since when; the next one that it takes empties them.
        failing text[] not null default '{}',
        since_at timestamptz
      );
      create table incident (
        incident_id uuid primary key,
        channel text not null,
        code text not null,
        -- The first send that it did not take; when so many had failed that sends are held; when it answered again; when the last held one was released.
        since_at timestamptz not null,
        opened_at timestamptz not null,
        until_at timestamptz,
        closed_at timestamptz,
        probes integer not null default 0,
        probe_at timestamptz not null,
        -- Up to when the pace of the return is used up.
        released_at timestamptz
      );
      create unique index incident_open_idx on incident (channel) where closed_at is null;
      create index incident_since_idx on incident (since_at);
      alter table effect drop constraint effect_status_check;
      alter table effect add constraint effect_status_check check (status in ('planned', 'sending', 'done', 'unknown', 'skipped', 'failed', 'held'));
      alter table effect add column held_by uuid references incident (incident_id), add column held_rank smallint, add column held_at timestamptz,
        add column released_at timestamptz;
      create index effect_held_idx on effect (held_by, status, held_rank, held_at) where held_by is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update effect set status = 'planned' where status = 'held';
      drop index effect_held_idx;
      alter table effect drop column held_by, drop column held_rank, drop column held_at, drop column released_at;
      alter table effect drop constraint effect_status_check;
      alter table effect add constraint effect_status_check check (status in ('planned', 'sending', 'done', 'unknown', 'skipped', 'failed'));
      drop table incident;
      drop table channel;
    `);
  }
}
