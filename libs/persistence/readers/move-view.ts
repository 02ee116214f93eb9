import type { EntityManager } from 'typeorm';

/** A move: what was asked for, what the preview said, what happened, lead by lead where it differs. */
export interface MoveView extends MoveRead {
  leads: number;
  /** What the preview says will change, most leads first; a lead may show several. `unchanged`: nothing but its version. */
  preview: { unchanged: number; again: number; changes: { change: string; leads: number; examples: Example[] }[] };
  /** Null: it has not started. */
  result: MoveResult | null;
  /** Null: it was not asked to be undone. */
  undone: { leads: number; asBefore: number; kept: { why: string; leads: number; examples: string[] }[] } | null;
}

interface MoveRead {
  moveId: string;
  version: number;
  by: string;
  status: 'previewing' | 'previewed' | 'moving' | 'moved' | 'undoing' | 'undone' | 'stopped';
  filter: { stages: string[] | null; bands: string[] | null; leadIds: number | null };
  matched: number | null;
  askedAt: Date;
  startedAt: Date | null;
  undoUntil: Date | null;
  undoWithinMs: number;
}

export interface Example {
  leadId: string;
  before: object;
  after: object;
}

export interface MoveResult {
  moved: number;
  asPreviewed: number;
  differed: { leadId: string; why: string; expected: object; found: object }[];
  /** Leads that were not moved, by reason. */
  notMoved: { why: string; leads: number }[];
  waiting: number;
  /** Clocks that run on with another deadline than before. */
  deadlinesMoved: number;
}

const mostExamples = 10;
const mostDiffered = 100;

/** Null: nobody has asked for a move under this id. */
export async function moveView(manager: EntityManager, moveId: string): Promise<MoveView | null> {
  const [move] = await manager.query<(MoveRead & { undoAsked: boolean })[]>(moveQuery, [moveId]);
  if (move === undefined) return null;
  const { undoAsked, ...read } = move;
  const [counts] = await manager.query<[{ leads: number; unchanged: number; again: number }]>(
    `select count(*)::integer as leads, count(*) filter (where changes = '{}')::integer as unchanged, count(*) filter (where again)::integer as again
     from move_lead where move_id = $1`,
    [moveId],
  );
  const changes = await manager.query<MoveView['preview']['changes']>(changesQuery, [moveId, mostExamples]);
  return {
    ...read,
    leads: counts.leads,
    preview: { unchanged: counts.unchanged, again: counts.again, changes },
    result: read.startedAt === null ? null : await resultOf(manager, moveId),
    undone: undoAsked ? await undoneOf(manager, moveId) : null,
  };
}

const moveQuery = `select move_id as "moveId", version, by,
    case when undone_at is not null then 'undone' when quiet and not (previewed_at is not null and started_at is null or moved_at is not null and undo_asked_at is null) then 'stopped'
      when undo_asked_at is not null then 'undoing' when moved_at is not null then 'moved' when started_at is not null then 'moving'
      when previewed_at is not null then 'previewed' else 'previewing' end as status,
    jsonb_build_object('stages', stages, 'bands', bands, 'leadIds', cardinality(lead_ids)) as filter, matched, asked_at as "askedAt",
    started_at as "startedAt", started_at + undo_within_ms * interval '1 ms' as "undoUntil", undo_within_ms as "undoWithinMs",
    undo_asked_at is not null as "undoAsked"
  from move, lateral (select updated_at < now() - interval '15 minutes' as quiet) as silence where move_id = $1`;

// What is expected of a lead is long: it is fetched of the few that are shown, not of all that are ranked.
const changesQuery = `
  with one as (
    select change, lead_id, row_number() over (partition by change order by lead_id) as place, count(*) over (partition by change) as leads
    from move_lead, unnest(changes) as change where move_id = $1
  )
  select change, max(leads)::integer as leads,
    coalesce(jsonb_agg(jsonb_build_object('leadId', lead_id, 'before', expected->'before', 'after', expected->'after') order by lead_id)
      filter (where expected is not null), '[]') as examples
  from one join move_lead using (lead_id) where place <= $2 and move_id = $1 group by change order by leads desc, change`;

/** Whether a lead came to what was previewed for it. */
const isAsPreviewed = `landed->'after' = expected->'after'`;

async function resultOf(manager: EntityManager, moveId: string): Promise<MoveResult> {
  const [counts] = await manager.query<[Pick<MoveResult, 'moved' | 'asPreviewed' | 'waiting' | 'deadlinesMoved'>]>(
    `select count(landed)::integer as moved, count(*) filter (where ${isAsPreviewed})::integer as "asPreviewed",
       count(*) filter (where moved_turn is null and expected is not null)::integer as waiting,
       coalesce(sum((select count(*) from jsonb_each(landed->'after'->'clocks') as after where after.value <> landed->'before'->'clocks'->after.key)), 0)::integer
         as "deadlinesMoved"
     from move_lead where move_id = $1`,
    [moveId],
  );
  const differed = await manager.query<MoveResult['differed']>(
    `select lead_id as "leadId", case when (landed->>'seq')::integer <> seq then 'a fact came in between'
         when (landed->>'turn')::bigint <> turn then 'it took a turn in between'
         else 'time, the team or a seat changed in between' end as why,
       expected->'after' as expected, landed->'after' as found
     from move_lead where move_id = $1 and landed is not null and not ${isAsPreviewed} order by lead_id limit $2`,
    [moveId, mostDiffered],
  );
  const notMoved = await manager.query<MoveResult['notMoved']>(
    `select why, count(*)::integer as leads from move_lead,
       lateral (select case when expected is null then changes[1] else not_moved end as why) as because
     where move_id = $1 and why is not null group by why order by leads desc, why`,
    [moveId],
  );
  return { ...counts, differed, notMoved };
}

async function undoneOf(manager: EntityManager, moveId: string): Promise<MoveView['undone']> {
  const [counts] = await manager.query<[{ leads: number; asBefore: number }]>(
    `select count(restored)::integer as leads,
       count(*) filter (where restored->'after' #- '{next}' = landed->'before' #- '{next}')::integer as "asBefore"
     from move_lead where move_id = $1`,
    [moveId],
  );
  const kept = await manager.query<{ why: string; leads: number; examples: string[] }[]>(
    `select not_undone as why, count(*)::integer as leads, (array_agg(lead_id order by lead_id))[1:$2] as examples
     from move_lead where move_id = $1 and not_undone is not null group by not_undone order by leads desc, why`,
    [moveId, mostExamples],
  );
  return { ...counts, kept };
}
