import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People and machines with names of their own; and who wrote what. */
export class Members1795000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member (
        id text primary key,
        name text not null,
        email text,
        roles text[] not null,
        rep_id text,
        disabled_at timestamptz,
        created_at timestamptz not null default now(),
        changed_by text,
        changed_at timestamptz not null default now()
      );

      -- Only the hash of a token is kept: who reads this table can be nobody by it.
      create table token (
        token_id uuid primary key,
        hash bytea not null,
        member_id text not null references member,
        label text not null,
        scopes text[],
        created_by text,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        revoked_by text,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      create unique index token_hash_idx on token (hash);
      create index token_member_idx on token (member_id, created_at);

      -- Null: Baton itself, or a time before members.
      alter table command add column by text;
      alter table fact add column by text;
      alter table import add column by text;
      alter table team add column by text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table team drop column by;
      alter table import drop column by;
      alter table fact drop column by;
      alter table command drop column by;
      drop table token, member;
    `);
  }
}
