import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Leads that are offered to several reps at once. */
export class Offers1795000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table offer (
        rep_id text not null,
        lead_id uuid not null references lead (lead_id),
        primary key (rep_id, lead_id)
      );
      create index offer_lead_idx on offer (lead_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table offer');
  }
}
