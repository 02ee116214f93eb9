import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the people of a version were reminded of its review: once. */
export class Review1795000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agreement add column review_reminded_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agreement drop column review_reminded_at`);
  }
}
