import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the scorecard counts: hand-offs by when they opened or were accepted and what became of them, clocks by when they fell due. */
export class Scorecard1795000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index event_handed_over_idx on event (at, lead_id) where kind = 'HandOffOpened' and abandoned_by is null;
      create index event_accepted_idx on event (at, lead_id) where kind = 'LeadAccepted' and abandoned_by is null;
      create index event_decided_idx on event (lead_id, turn, n)
        where kind in ('LeadAccepted', 'LeadRejected', 'RejectionContested', 'OutcomeReported', 'LeadMerged') and abandoned_by is null;

      -- The version that gave the promise: it stays the clock's own when its lead takes another. And what it runs until. Null: a worker from before
      -- wrote it, while it was replaced; had it to be there, every turn of such a worker would be a fault.
      alter table clock add column agreement_version integer, add column until jsonb;
      update clock set until = event.body->'until' from event
        where event.lead_id = clock.lead_id and event.turn = clock.turn and event.kind = 'ClockStarted' and event.body->>'id' = clock.clock_id;
      update clock set agreement_version = coalesce(
        (select event.agreement_version from event where event.lead_id = clock.lead_id and event.turn = clock.turn order by n limit 1),
        (select life.agreement_version from life where life.lead_id = clock.lead_id), 1);
      create index clock_due_idx on clock (due_at) where abandoned_by is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index clock_due_idx, event_decided_idx, event_accepted_idx, event_handed_over_idx;
      alter table clock drop column agreement_version, drop column until;
    `);
  }
}
