import type { DataSource } from 'typeorm';
import { Refusal } from '../../domain/lifecycle/refusal.js';
import type { MoveAct } from '../../messages/move-leads.js';
import { agreementInForce } from '../agreements/in-force.js';
import { patiently } from '../patiently.js';
import { staleQuery } from './pages.js';

/** Which running leads; null: whatever. */
export interface NewMove {
  moveId: string;
  version: number;
  by: string;
  stages: string[] | null;
  bands: string[] | null;
  leadIds: string[] | null;
  undoWithinMs: number;
}

interface MoveNow {
  version: number;
  inForce: number | null;
  leads: number;
  previewed: boolean;
  started: boolean;
  moved: boolean;
  /** Until when it may be undone; null: it has not started. */
  undoUntil: Date | null;
  undoable: boolean;
}

/**
 * Keeps what is asked for, and answers whether its preview is still to be made. The same id again changes nothing. Throws a Refusal unless the version is
 * in force, and for an id that means another move.
 */
export async function askForMove(source: DataSource, move: NewMove): Promise<boolean> {
  const [{ inForce }] = await source.query<[{ inForce: number | null }]>(`select ${agreementInForce()} as "inForce"`);
  if (inForce !== move.version) throw notInForce(move.version, inForce);
  const { moveId, version, by, stages, bands, leadIds, undoWithinMs } = move;
  await source.query(
    `insert into move (move_id, version, by, stages, bands, lead_ids, undo_within_ms) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (move_id) do nothing`,
    [moveId, version, by, stages, bands, leadIds, undoWithinMs],
  );
  const [kept] = await source.query<[{ same: boolean; previewed: boolean }]>(
    `select (version, stages, bands, lead_ids, undo_within_ms) is not distinct from ($2::integer, $3::text[], $4::text[], $5::uuid[], $6::bigint) as same,
       previewed_at is not null as previewed from move where move_id = $1`,
    [moveId, version, stages, bands, leadIds, undoWithinMs],
  );
  if (!kept.same) throw new Refusal('move.id_reused', 'This id was used for another move. Send a new id for a new move.');
  return !kept.previewed;
}

/**
 * Lets a previewed move begin. More leads may have changed since their preview than a twentieth, and ten: then nobody can be said to have agreed to what
 * would happen. Fewer are previewed again. Once begun it may be begun again: it goes on with the leads that wait. Null: there is no such move.
 */
export async function beginMove(source: DataSource, moveId: string): Promise<{ changed: number } | null> {
  const move = await moveNow(source, moveId);
  if (move === null) return null;
  if (!move.previewed)
    throw new Refusal('move.preview_running', 'Its preview is not complete. Read GET /v1/moves/{moveId}, and start it then.');
  if (move.inForce !== move.version) throw notInForce(move.version, move.inForce);
  const [{ stale }] = await patiently(source, (manager) => manager.query<[{ stale: number }]>(staleQuery, [moveId]));
  if (!move.started && stale > Math.max(fewestStale, move.leads / 20))
    throw new Refusal(
      'move.preview_stale',
      `${stale} of ${move.leads} leads have changed since their preview. Preview the move again (POST /v1/agreements/${move.version}/moves), and start it sooner.`,
      { changed: stale, leads: move.leads },
    );
  await source.query('update move set started_at = coalesce(started_at, now()), updated_at = now() where move_id = $1', [moveId]);
  return { changed: stale };
}

const fewestStale = 10;

/** Lets a move be taken back, within its window. Null: there is no such move. */
export async function beginUndo(source: DataSource, moveId: string): Promise<object | null> {
  const move = await moveNow(source, moveId);
  if (move === null) return null;
  if (!move.moved)
    throw new Refusal('move.not_moved', 'It has not been carried out: there is nothing to undo. Read GET /v1/moves/{moveId}.');
  if (!move.undoable)
    throw new Refusal(
      'move.undo_over',
      `It could be undone until ${move.undoUntil?.toISOString()}. Sign another version, and move the leads to it.`,
    );
  await source.query('update move set undo_asked_at = coalesce(undo_asked_at, now()), updated_at = now() where move_id = $1', [
    moveId,
  ]);
  return {};
}

/** Notes that an act has come to its end. Safe to repeat. */
export async function endMove(source: DataSource, moveId: string, act: MoveAct): Promise<void> {
  const column = { preview: 'previewed_at', move: 'moved_at', undo: 'undone_at' }[act];
  await source.query(`update move set ${column} = now(), updated_at = now() where move_id = $1`, [moveId]);
}

export const versionOfMove = async (source: DataSource, moveId: string): Promise<number> => {
  const [move] = await source.query<{ version: number }[]>('select version from move where move_id = $1', [moveId]);
  if (move === undefined) throw new Error(`There is no move ${moveId}`);
  return move.version;
};

async function moveNow(source: DataSource, moveId: string): Promise<MoveNow | null> {
  const [move] = await source.query<MoveNow[]>(
    `select version, ${agreementInForce()} as "inForce", previewed_at is not null as previewed, started_at is not null as started,
       moved_at is not null as moved, started_at + undo_within_ms * interval '1 ms' as "undoUntil",
       coalesce(started_at + undo_within_ms * interval '1 ms' >= now(), false) as undoable,
       (select count(*)::integer from move_lead where move_lead.move_id = move.move_id) as leads
     from move where move_id = $1`,
    [moveId],
  );
  return move ?? null;
}

const notInForce = (version: number, inForce: number | null): Refusal =>
  new Refusal(
    'agreement.not_in_force',
    `Version ${version} of the agreement is not in force: running leads are moved only to the one that is (${inForce ?? 'none'}). Have it signed first.`,
    { version, inForce: inForce ?? 0 },
  );
