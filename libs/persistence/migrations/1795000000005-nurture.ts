import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Before each mail to a lead it is asked whether the address has bounced: few facts have that kind, and a lead may have thousands of others. */
export class Nurture1795000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index fact_bounced_idx on fact (lead_id) where kind = 'mail_bounced'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index fact_bounced_idx');
  }
}
