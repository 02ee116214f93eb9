import type { DataSource } from 'typeorm';
import type { Effect } from '../../domain/lifecycle/effects.js';

/** An effect that went out, or may have, as a history tells and a restored Postgres does not. */
export interface Sent {
  effect: Effect;
  status: 'done' | 'unknown';
}

/** Notes that these went out, so that their purposes are never sent again. What is known to have ended stays as it is. */
export async function noteSent(source: DataSource, leadId: string, turn: number, sent: Sent[]): Promise<void> {
  if (sent.length === 0) return;
  await source.query(
    `insert into effect (lead_id, key, turn, kind, body, status, code, ended_at)
     select $1, key, $2, kind, body, status, 'restored', now() from jsonb_to_recordset($3) as e (key text, kind text, body jsonb, status text)
     on conflict (lead_id, key) do update set status = excluded.status, code = excluded.code, ended_at = excluded.ended_at, abandoned_by = null
       where effect.status in ('planned', 'held', 'sending')`,
    [
      leadId,
      turn,
      JSON.stringify(sent.map(({ effect, status }) => ({ key: effect.key, kind: effect.kind, body: effect, status }))),
    ],
  );
}
