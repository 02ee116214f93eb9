import type { DataSource } from 'typeorm';

/** What stands for `count` lives, as turns would have written them. `n` runs over the lives; the same count gives the same rows. */
const lives = `
  select n, md5('life ' || n)::uuid as lead_id, now() - make_interval(mins => n * 5) as opened_at,
    (array['inquiry', 'nurturing', 'marketing_qualified', 'sales_accepted', 'sales_qualified', 'opportunity', 'customer'])[1 + least(n % 10, 6)] as stage,
    case when n % 10 in (2, 3, 4, 5) then 'rep-' || n % 97 end as rep_id, (array['hot', 'warm', 'cold', 'cold'])[1 + n % 4] as band,
    case when n % 101 = 0 then 'mail.refused' end as stuck, 1_000_000_000_000 + n as turn
  from generate_series(1, $1::integer) as n`;

const rows = [
  `insert into lead (lead_id, created_at, profile)
   select lead_id, opened_at, jsonb_build_object('name', 'Person ' || md5('p' || n), 'email', 'p' || n || '@acme.example',
     'company', jsonb_build_object('name', 'Company ' || n % 1000), 'notes', repeat('x', 300)) from lives`,
  `insert into lead_identity (kind, value, lead_id) select 'email', 'p' || n || '@acme.example', lead_id from lives`,
  `insert into fact (id, lead_id, seq, kind, occurred_at, data, body_hash)
   select lead_id || ':' || seq, lead_id, seq, 'page_viewed', opened_at, '{"path": "/pricing"}', '' from lives, generate_series(1, 3) as seq`,
  `insert into life (lead_id, turn, state, stage, rep_id, band, stuck, stuck_since, heard_seq, agreement_version, team_version, updated_at)
   select lead_id, turn, jsonb_build_object('v', 1, 'leadId', lead_id, 'stage', stage, 'stageSinceAt', 1795426261000, 'turn', turn, 'repId', rep_id,
     'band', band, 'clocks', case when rep_id is null then '[]' else jsonb_build_array(jsonb_build_object('id', 'handOff:1/accept#1', 'clock', 'accept',
       'clause', 'handOffs.default.clocks.accept', 'by', 'sales', 'repId', rep_id, 'startedAt', 1795426261000, 'dueAt', 1795426261000 + n * 1000,
       'breachedAt', null)) end,
     'handOff', case when rep_id is null then 'null' else jsonb_build_object('number', 1, 'lane', 'demo') end, 'handOffs', 1, 'cadence', null,
     'effects', '[]'::jsonb, 'padding', repeat('x', 1500)),
     stage, rep_id, band, stuck, case when stuck is not null then opened_at end, 20, 1, 1, opened_at from lives`,
  `insert into event (lead_id, turn, n, kind, at, body, agreement_version, team_version, stage)
   select lead_id, turn, 0, 'LeadOpened', opened_at, '{"kind": "LeadOpened"}', 1, 1, 'inquiry' from lives`,
  `insert into event (lead_id, turn, n, kind, at, body, agreement_version, team_version, stage)
   select lead_id, turn, 1 + step, 'StageChanged', opened_at + make_interval(hours => step * (1 + lives.n % 5)),
     jsonb_build_object('kind', 'StageChanged', 'from', path[step], 'to', path[step + 1], 'why', 'x'), 1, 1, path[step + 1]
   from lives, (select array['inquiry', 'nurturing', 'marketing_qualified', 'sales_accepted', 'sales_qualified', 'opportunity', 'customer'] as path) as p,
     generate_series(1, least(lives.n % 10, 6)) as step`,
  `insert into event (lead_id, turn, n, kind, at, body, agreement_version, team_version)
   select lead_id, turn, 8 + what, kind, opened_at + make_interval(hours => what::integer * (1 + lives.n % 5)), jsonb_build_object('kind', kind, 'handOff', 1), 1, 1
   from lives, unnest(array['HandOffOpened', 'LeadAccepted']) with ordinality as said (kind, what) where rep_id is not null`,
  `insert into event (lead_id, turn, n, kind, at, body, agreement_version, team_version)
   select lead_id, turn, 10 + other, 'EffectDone', opened_at, '{"kind": "EffectDone", "key": "handOff:1/notice#1", "outcome": "done"}', 1, 1
   from lives, generate_series(1, $2::integer) as other`,
  `insert into clock (lead_id, clock_id, turn, clock, clause, hand_off, by, rep_id, started_at, due_at, breached_at, agreement_version, until)
   select lead_id, 'handOff:1/accept#1', turn, 'accept', 'handOffs.default.clocks.accept', 1, 'sales', rep_id, opened_at, opened_at + interval '1 hour',
     case when n % 7 = 0 then opened_at + interval '1 hour' end, 1, '"accepted"' from lives where rep_id is not null`,
  `insert into dossier (lead_id, hand_off, turn, body)
   select lead_id, 1, turn, jsonb_build_object('whyNow', jsonb_build_object('clause', 'handOffs.lanes.demo', 'sentence', 'First hand-off.'),
     'profile', repeat('x', 1500)) from lives where rep_id is not null`,
  `insert into effect (lead_id, key, turn, kind, body, status)
   select lead_id, 'handOff:1/notice#1', turn, 'tellRep', '{}', (array['done', 'done', 'done', 'planned', 'failed'])[1 + n % 5] from lives where rep_id is not null`,
  `insert into ledger (lead_id, agreement_version, seq, ledger, standing, assessment, owed_seq)
   select lead_id, 1, 20, '{}', '{}', '{}', case when n % 50 = 0 then 20 end from lives`,
  `insert into due_lead (lead_id, due_at) select lead_id, now() + make_interval(days => 1 + n % 30) from lives`,
];

/** Fills the tables that readers read with invented lives, quickly, and lets Postgres look at them. */
export async function seedManyLives(source: DataSource, count: number, otherEvents = 15): Promise<void> {
  for (const insert of rows) {
    const body = insert.replace(/^insert/, `with lives as (${lives}) insert`);
    const parameters = insert.includes('$2') ? [count, otherEvents] : [count];
    await source.query(body, parameters);
  }
  await source.query('analyze');
}
