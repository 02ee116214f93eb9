import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first schema. Who a lead is and what it did: written by the API. Its ledger: by the relay. Its life: by turns. */
export class First1795000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Written by the API (facts/).
      create table lead (
        lead_id uuid primary key,
        created_at timestamptz not null default now(),
        profile jsonb not null default '{}',
        consent jsonb not null default '{}',
        last_seq integer not null default 0,
        merged_into uuid references lead (lead_id)
      );
      create table lead_identity (
        kind text not null check (kind in ('externalId', 'email', 'phone', 'anonymousId')),
        value text not null,
        lead_id uuid not null references lead (lead_id),
        primary key (kind, value)
      );
      create index lead_identity_lead_idx on lead_identity (lead_id);
      create table fact (
        id text primary key,
        lead_id uuid not null references lead (lead_id),
        seq integer not null,
        kind text not null,
        occurred_at timestamptz not null,
        received_at timestamptz not null default now(),
        data jsonb not null,
        body_hash bytea not null
      );
      create unique index fact_lead_seq_idx on fact (lead_id, seq);
      create index fact_lead_occurred_idx on fact (lead_id, occurred_at);
      create table identity_conflict (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        lead_id uuid not null references lead (lead_id),
        other_lead_id uuid not null references lead (lead_id),
        kind text not null
      );
      create table agreement (
        version integer primary key,
        name text not null,
        hash text not null,
        document jsonb not null,
        in_force_at timestamptz not null default now()
      );
      create table team (
        version integer primary key,
        name text not null,
        hash text not null,
        document jsonb not null,
        in_force_at timestamptz not null default now()
      );

      -- When the relay must look at a lead: new facts, changesAt, or a ring not heard yet. Written through facts/due-leads.ts only.
      create table due_lead (
        lead_id uuid primary key references lead (lead_id),
        due_at timestamptz not null
      );
      create index due_lead_due_idx on due_lead (due_at);

      -- Written by the relay.
      create table ledger (
        lead_id uuid primary key references lead (lead_id),
        agreement_version integer not null,
        seq integer not null,
        ledger jsonb not null,
        standing jsonb not null,
        assessment jsonb not null,
        baseline_at timestamptz,
        changes_at timestamptz,
        -- The ring not heard yet: the life must have heard facts up to owed_seq, in a turn not before owed_at. Rung again at ring_at.
        owed_seq integer,
        owed_at timestamptz,
        ring_at timestamptz,
        rings integer not null default 0
      );

      -- Written by turns (turn/). Rows with abandoned_by belong to a branch that a reset undid; no reader shows them.
      create table life (
        lead_id uuid primary key references lead (lead_id),
        turn bigint not null,
        state jsonb not null,
        stage text not null,
        rep_id text,
        queue text,
        stuck text,
        wake_at timestamptz,
        wake_why text,
        heard_seq integer not null,
        agreement_version integer not null,
        team_version integer not null,
        ended boolean not null default false,
        updated_at timestamptz not null default now()
      );
      create index life_stage_idx on life (stage);
      create index life_rep_idx on life (rep_id) where rep_id is not null;
      create index life_stuck_idx on life (stuck) where stuck is not null;
      create table turn (
        lead_id uuid not null references lead (lead_id),
        turn bigint not null,
        prev bigint not null,
        inputs jsonb not null,
        world_digest text not null,
        result jsonb not null,
        taken_at timestamptz not null default now(),
        abandoned_by bigint,
        primary key (lead_id, turn)
      );
      create table event (
        lead_id uuid not null references lead (lead_id),
        turn bigint not null,
        n integer not null,
        kind text not null,
        at timestamptz not null,
        body jsonb not null,
        agreement_version integer not null,
        team_version integer not null,
        abandoned_by bigint,
        primary key (lead_id, turn, n)
      );
      create table clock (
        lead_id uuid not null references lead (lead_id),
        clock_id text not null,
        turn bigint not null,
        clock text not null,
        clause text not null,
        hand_off integer not null,
        by text not null,
        rep_id text,
        started_at timestamptz not null,
        due_at timestamptz not null,
        breached_at timestamptz,
        ended_at timestamptz,
        ended_by text check (ended_by in ('met', 'stopped')),
        withdrawn_at timestamptz,
        abandoned_by bigint,
        primary key (lead_id, clock_id)
      );
      create index clock_rep_due_idx on clock (rep_id, due_at) where ended_at is null and abandoned_by is null;
      create table seat (
        lead_id uuid not null references lead (lead_id),
        hand_off integer not null,
        rep_id text not null,
        turn bigint not null,
        claimed_at timestamptz not null,
        released_turn bigint,
        released_at timestamptz,
        abandoned_by bigint,
        primary key (lead_id, turn)
      );
      create table rep_load (
        rep_id text primary key,
        open integer not null default 0,
        claims integer not null default 0,
        last_claimed_at timestamptz
      );
      create table dossier (
        lead_id uuid not null references lead (lead_id),
        hand_off integer not null,
        turn bigint not null,
        body jsonb not null,
        abandoned_by bigint,
        primary key (lead_id, hand_off)
      );
      create table effect (
        lead_id uuid not null references lead (lead_id),
        key text not null,
        turn bigint not null,
        kind text not null,
        body jsonb not null,
        status text not null default 'planned' check (status in ('planned', 'sending', 'done', 'unknown', 'skipped', 'failed')),
        attempts integer not null default 0,
        code text,
        receipt text,
        started_at timestamptz,
        ended_at timestamptz,
        abandoned_by bigint,
        primary key (lead_id, key)
      );

      -- Asked through the API (facts/store-command.ts); answered by turns.
      create table command (
        id uuid primary key,
        lead_id uuid not null references lead (lead_id),
        kind text not null,
        body jsonb not null,
        body_hash bytea not null,
        note text,
        received_at timestamptz not null default now(),
        answer jsonb,
        turn bigint
      );
      create index command_lead_turn_idx on command (lead_id, turn);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table command, effect, dossier, rep_load, seat, clock, event, turn, life, ledger, due_lead,
      team, agreement, identity_conflict, fact, lead_identity, lead`);
  }
}
