import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A fact is stored with one insert and no more: that its lead is there its writer knows, who has just locked it; and the lead's last number is
 * the last fact's. Before, each asked for the lead again and wrote its row anew, with the index of its words.
 */
export class FactsAlone1795000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table fact drop constraint fact_lead_id_fkey;
      alter table lead drop column last_seq;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table lead add column last_seq integer not null default 0;
      update lead set last_seq = (select coalesce(max(seq), 0) from fact where fact.lead_id = lead.lead_id);
      alter table fact add constraint fact_lead_id_fkey foreign key (lead_id) references lead (lead_id);
    `);
  }
}
