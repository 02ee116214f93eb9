import type { DataSource, EntityManager } from 'typeorm';
import type { MovePlace } from '../../messages/move-leads.js';
import { patiently } from '../patiently.js';
import type { Previewed } from './previewed.js';

/** Counts the leads that fit, once. */
export async function beginPreview(source: DataSource, moveId: string): Promise<void> {
  await patiently(source, async (manager) => {
    const lives = await livesFor(manager, moveId);
    await manager.query(
      `update move set matched = (select count(*) from ${lives} where ${fits}), updated_at = now() where move_id = $1 and matched is null`,
      [moveId],
    );
  });
}

/** The next leads that fit: open, under another version, by stage, band and id as the move asks. */
export const leadsThatFit = (source: DataSource, { moveId, after, limit }: MovePlace): Promise<string[]> =>
  patiently(source, async (manager) =>
    ids(
      manager,
      `select lead_id from move join ${await livesFor(manager, moveId)} on true
       where move_id = $1 and ${fits} and ($2::uuid is null or lead_id > $2) order by lead_id limit $3`,
      [moveId, after, limit],
    ),
  );

/** Those of the next leads that took a turn, or got a fact, since their preview. */
export const leadsChanged = (source: DataSource, { moveId, after, limit }: MovePlace): Promise<string[]> =>
  patiently(source, (manager) =>
    ids(
      manager,
      `select lead_id from move_lead where move_id = $1 and ${isWaiting} and ${isStale} and ($2::uuid is null or lead_id > $2)
       order by lead_id limit $3`,
      [moveId, after, limit],
    ),
  );

/** The next leads to move, or to undo. */
export function leadsToMove(source: DataSource, act: 'move' | 'undo', { moveId, after, limit }: MovePlace): Promise<string[]> {
  const waits = act === 'move' ? isWaiting : 'landed is not null and undone_turn is null';
  return patiently(source, (manager) =>
    ids(
      manager,
      `select lead_id from move_lead where move_id = $1 and ${waits} and ($2::uuid is null or lead_id > $2) order by lead_id limit $3`,
      [moveId, after, limit],
    ),
  );
}

/** Of a row of `life`, beside the move's own. */
const fits = `not ended and agreement_version <> version
  and (stages is null or stage = any(stages)) and (bands is null or band = any(bands))`;

/** The lives that a move asks of. Leads that are named are looked up one by one, ten thousand at most: beside them the others need not be read. */
async function livesFor(manager: EntityManager, moveId: string): Promise<string> {
  const [move] = await manager.query<{ isNamed: boolean }[]>(
    'select lead_ids is not null as "isNamed" from move where move_id = $1',
    [moveId],
  );
  return move?.isNamed === true ? named : 'life';
}
const named = `(select life.* from (select distinct unnest(lead_ids) as lead_id from move where move_id = $1) as ids join life using (lead_id)) as life`;

const isWaiting = 'moved_turn is null and expected is not null';
const isStale = `((select life.turn from life where life.lead_id = move_lead.lead_id) <> move_lead.turn
  or exists (select from fact where fact.lead_id = move_lead.lead_id and fact.seq > move_lead.seq))`;

/** How many of the leads that wait have changed since their preview. */
export const staleQuery = `select count(*)::integer as stale from move_lead where move_id = $1 and ${isWaiting} and ${isStale}`;

/** Keeps previews. One made again takes the place of the one before; what has happened stays. */
export async function storePreviews(source: DataSource, moveId: string, rows: Previewed[], again: boolean): Promise<void> {
  await source.query(
    `insert into move_lead (move_id, lead_id, turn, seq, from_version, expected, changes, again)
     select $1, "leadId", turn, seq, "fromVersion", expected, changes, $3
     from jsonb_to_recordset($2) as p ("leadId" uuid, turn bigint, seq integer, "fromVersion" integer, expected jsonb, changes text[])
     on conflict (move_id, lead_id) do update set turn = excluded.turn, seq = excluded.seq, from_version = excluded.from_version,
       expected = excluded.expected, changes = excluded.changes, again = excluded.again
       where move_lead.moved_turn is null`,
    [moveId, JSON.stringify(rows), again],
  );
  await source.query('update move set updated_at = now() where move_id = $1', [moveId]);
}

async function ids(manager: EntityManager, query: string, parameters: unknown[]): Promise<string[]> {
  const rows = await manager.query<{ lead_id: string }[]>(query, parameters);
  return rows.map(({ lead_id }) => lead_id);
}
