import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits of reps and pools, and the leads that wait for a seat. */
export class Seats1795000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The pool through which the seat was claimed: its pace counts these.
      alter table seat add column pool text;
      create index seat_rep_claimed_idx on seat (rep_id, claimed_at) where abandoned_by is null;
      create index seat_pool_claimed_idx on seat (pool, claimed_at) where pool is not null and abandoned_by is null;
      create table pool_load (
        pool text primary key,
        claims integer not null default 0
      );

      -- Leads that are held or unrouted, and the reps who lack nothing but a free seat.
      create table waiting_lead (
        lead_id uuid primary key references lead (lead_id),
        since_at timestamptz not null,
        reps text[] not null
      );
      create index waiting_lead_since_idx on waiting_lead (since_at, lead_id);
      create index waiting_lead_reps_idx on waiting_lead using gin (reps);

      -- Leads that were left in the queue are tried again.
      insert into waiting_lead (lead_id, since_at, reps) select lead_id, updated_at, '{}' from life where queue = 'unrouted' and not ended;
      insert into due_lead (lead_id, due_at, wake) select lead_id, now(), true from waiting_lead
        on conflict (lead_id) do update set due_at = now(), wake = true;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table waiting_lead, pool_load;
      drop index seat_rep_claimed_idx, seat_pool_claimed_idx;
      alter table seat drop column pool;
    `);
  }
}
