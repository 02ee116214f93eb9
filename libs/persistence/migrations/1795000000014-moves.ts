import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Moves of running leads to the version in force: what was previewed, what happened, what was taken back. */
export class Moves1795000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table move (
        move_id uuid primary key,
        version integer not null references agreement,
        by text not null,
        -- Which leads; null: whatever.
        stages text[],
        bands text[],
        lead_ids uuid[],
        undo_within_ms bigint not null,
        -- Leads that fit when the preview began; null: it has not begun.
        matched integer,
        asked_at timestamptz not null default now(),
        previewed_at timestamptz,
        started_at timestamptz,
        moved_at timestamptz,
        undo_asked_at timestamptz,
        undone_at timestamptz,
        updated_at timestamptz not null default now()
      );
      create index move_asked_idx on move (asked_at);

      create table move_lead (
        move_id uuid not null references move,
        lead_id uuid not null references lead,
        -- The turn and the newest fact that the preview knew.
        turn bigint not null,
        seq integer not null,
        from_version integer not null,
        -- {before, after}: see landing.ts. Null: it could not be previewed, and is not moved.
        expected jsonb,
        changes text[] not null,
        -- It was previewed again at the start: it had changed since.
        again boolean not null default false,
        -- What the lead's own turn did: {before, after}, or why not.
        moved_turn bigint,
        landed jsonb,
        not_moved text,
        undone_turn bigint,
        restored jsonb,
        not_undone text,
        primary key (move_id, lead_id)
      );
      create index move_lead_lead_idx on move_lead (lead_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table move_lead; drop table move');
  }
}
