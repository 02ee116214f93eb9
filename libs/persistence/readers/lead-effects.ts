import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Effect } from '../../domain/lifecycle/effects.js';

/** One outward act: what was planned, and how it ended. */
export interface LeadEffect {
  /** Its purpose: the same purpose is done once, whatever is retried or undone. */
  key: string;
  kind: Effect['kind'];
  /** Of the agreement. */
  clause: string | null;
  /** The turn that planned it, and when. */
  turn: number;
  plannedAt: Instant;
  repId: string | null;
  message: string | null;
  /** `sending`: under way, or its sender died and the next attempt will find it; `unknown`: it may have gone, and is never repeated; `held`: its channel is away. */
  status: 'planned' | 'sending' | 'done' | 'unknown' | 'skipped' | 'failed' | 'held';
  attempts: number;
  /** Why it is not done, as a code. */
  code: string | null;
  /** The provider's own id of it. */
  receipt: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** In the order in which they were planned. `next`: what to ask on `after`, or null on the last page. */
export interface EffectPage {
  effects: LeadEffect[];
  next: string | null;
}

/** `after` is the turn and the key of an effect. Branches that a reset undid are not shown. */
export async function leadEffects(
  manager: EntityManager,
  leadId: string,
  after: string | null,
  limit: number,
): Promise<EffectPage> {
  const [, turn = 0, key = ''] = /^(\d+)-(.*)$/s.exec(after ?? '') ?? [];
  const rows = await manager.query<LeadEffect[]>(effectsQuery, [leadId, turn, key, limit + 1]);
  const effects = rows.slice(0, limit);
  const last = effects.at(-1);
  return { effects, next: rows.length > limit && last ? `${last.turn}-${last.key}` : null };
}

export const effectsQuery = `select key, kind, body->>'clause' as clause, turn, turn as "plannedAt", body->>'repId' as "repId", body->>'message' as message,
    status, attempts, code, receipt, started_at as "startedAt", ended_at as "endedAt" from effect
  where lead_id = $1 and abandoned_by is null and (turn, key) > ($2, $3) order by turn, key limit $4`;
