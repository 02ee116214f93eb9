import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A version of the agreement is drafted, proposed and signed before it is in force. */
export class AgreementLife1795000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table agreement
        alter column in_force_at drop not null, alter column in_force_at drop default,
        -- What it changes, and what it answers: a counter-proposal.
        add column base integer references agreement (version),
        add column counters integer references agreement (version),
        add column drafted_by text, add column drafted_at timestamptz not null default now(),
        add column proposed_by text, add column proposed_at timestamptz,
        add column effective_at timestamptz,
        add column withdrawn_by text, add column withdrawn_at timestamptz;
      -- Versions from before there were signatures were in force as soon as they were posted.
      update agreement set drafted_at = in_force_at, proposed_at = in_force_at;
      alter table agreement add constraint agreement_life_check check (
        (in_force_at is null or proposed_at is not null) and (in_force_at is null or withdrawn_at is null));
      -- Two versions never come into force at one instant: which one is would be a matter of luck.
      create unique index agreement_in_force_idx on agreement (in_force_at);

      create table signature (
        version integer not null references agreement (version),
        side text not null check (side in ('marketing', 'sales')),
        member text not null,
        at timestamptz not null,
        -- Of the document that was read.
        hash text not null,
        primary key (version, side)
      );
      -- Nobody signs for both sides.
      create unique index signature_member_idx on signature (version, member);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table signature;
      drop index agreement_in_force_idx;
      delete from agreement where in_force_at is null;
      alter table agreement
        drop constraint agreement_life_check,
        drop column base, drop column counters, drop column drafted_by, drop column drafted_at, drop column proposed_by,
        drop column proposed_at, drop column effective_at, drop column withdrawn_by, drop column withdrawn_at,
        alter column in_force_at set not null, alter column in_force_at set default now();
    `);
  }
}
