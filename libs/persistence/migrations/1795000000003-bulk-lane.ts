import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Leads that came in bulk wait behind those that came alone, and are rung only as fast as their lives hear it. */
export class BulkLane1795000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- bulk: waits in the bulk lane. unheard: a ring of the bulk lane is on its way to the life. wake: ring it whatever its standing.
      alter table due_lead add column bulk boolean not null default false,
        add column unheard boolean not null default false, add column wake boolean not null default false;
      drop index due_lead_due_idx;
      create index due_lead_urgent_idx on due_lead (due_at) where not bulk;
      create index due_lead_bulk_idx on due_lead (due_at) where bulk;
      create index due_lead_unheard_idx on due_lead (lead_id) where unheard;
      -- A queue: every row comes and goes, so what is dead must be swept before the claims wade through it.
      alter table due_lead set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);

      -- How far the last ring told the life to hear: until it has, no other ring is sent for news.
      alter table ledger add column rung_seq integer;
      update ledger set rung_seq = owed_seq;
      -- Each look rewrites the row in place, if its page has room.
      alter table ledger set (fillfactor = 80);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ledger reset (fillfactor), drop column rung_seq;
      alter table due_lead reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold), drop column bulk, drop column unheard, drop column wake;
      create index due_lead_due_idx on due_lead (due_at);
    `);
  }
}
