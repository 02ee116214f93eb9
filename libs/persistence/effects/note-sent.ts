import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Effect } from '../../domain/lifecycle/effects.js';

/** An effect that went out, or may have, as a history tells and a restored Postgres does not. */
export interface Sent {
  effect: Effect;
  status: 'done' | 'unknown';
  at: Instant;
}

/**
 * Notes that these went out, each named once, so that their purposes are never sent again. What is known to have ended stays as it is; but a failure, or
 * having been dropped, is no end: a retry or a later turn would send it.
 */
export async function noteSent(source: DataSource, leadId: string, turn: number, sent: Sent[]): Promise<void> {
  if (sent.length === 0) return;
  await source.query(
    `insert into effect (lead_id, key, turn, kind, body, status, code, started_at, ended_at)
     select $1, key, $2, kind, body, status, 'restored', at, at
     from jsonb_to_recordset($3) as e (key text, kind text, body jsonb, status text, at timestamptz)
     on conflict (lead_id, key) do update set status = excluded.status, code = excluded.code, started_at = excluded.started_at,
       ended_at = excluded.ended_at, abandoned_by = null
       where effect.status in ('planned', 'held', 'sending', 'failed') or effect.code in ('effect.dropped', 'effect.abandoned')`,
    [
      leadId,
      turn,
      JSON.stringify(
        sent.map(({ effect, status, at }) => ({ key: effect.key, kind: effect.kind, body: effect, status, at: new Date(at) })),
      ),
    ],
  );
}
