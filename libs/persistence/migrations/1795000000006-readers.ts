import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people read: lists in order of change, search by words, what is stuck, the funnel, and counts for ops, each by an index. */
export class Readers1795000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table life add column band text, add column stuck_since timestamptz;
      update life set band = state->>'band', stuck_since = case when stuck is not null then updated_at end;

      -- Lists show the newest change first; the lead's id settles ties.
      drop index life_stage_idx;
      drop index life_rep_idx;
      drop index life_stuck_idx;
      create index life_changed_idx on life (updated_at, lead_id);
      create index life_stage_idx on life (stage, updated_at, lead_id);
      create index life_band_idx on life (band, updated_at, lead_id);
      create index life_rep_idx on life (rep_id, updated_at, lead_id) where rep_id is not null;
      create index life_queue_idx on life (queue, updated_at, lead_id) where queue is not null;
      create index life_stuck_idx on life (stuck_since, lead_id) where stuck is not null;

      -- The words people search a lead by. Punctuation parts words, so that half an address finds it; no extension is needed.
      create function lead_words(profile jsonb) returns tsvector language sql immutable parallel safe
      return to_tsvector('simple'::regconfig, regexp_replace(
        coalesce(profile->>'name', '') || ' ' || coalesce(profile->>'firstName', '') || ' ' || coalesce(profile->>'lastName', '') || ' ' ||
        coalesce(profile->>'email', '') || ' ' ||
        case jsonb_typeof(profile->'company') when 'object' then coalesce(profile->'company'->>'name', '') else coalesce(profile->>'company', '') end,
        '[!-/:-@\\[-\`{-~]+', ' ', 'g'));
      create index lead_words_idx on lead using gin (lead_words(profile));
      create index lead_identity_value_idx on lead_identity (value text_pattern_ops);

      -- The funnel reads a lead's stages alone, and the branches that a reset undid never.
      alter table event add column stage text;
      update event set stage = coalesce(body->>'to', 'inquiry') where kind in ('LeadOpened', 'StageChanged');
      create index event_opened_idx on event (at, lead_id) where kind = 'LeadOpened' and abandoned_by is null;
      create index event_stage_idx on event (lead_id, turn, n) include (at, stage) where stage is not null and abandoned_by is null;

      -- What ops count.
      create index clock_breached_idx on clock (clause) where breached_at is not null and withdrawn_at is null and abandoned_by is null;
      create index effect_status_idx on effect (kind, status) where abandoned_by is null;
      create index ledger_owed_idx on ledger (ring_at) where owed_seq is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index ledger_owed_idx, effect_status_idx, clock_breached_idx, event_stage_idx, event_opened_idx, lead_identity_value_idx, lead_words_idx,
        life_stuck_idx, life_queue_idx, life_rep_idx, life_band_idx, life_stage_idx, life_changed_idx;
      drop function lead_words;
      create index life_stage_idx on life (stage);
      create index life_rep_idx on life (rep_id) where rep_id is not null;
      create index life_stuck_idx on life (stuck) where stuck is not null;
      alter table life drop column band, drop column stuck_since;
      alter table event drop column stage;
    `);
  }
}
