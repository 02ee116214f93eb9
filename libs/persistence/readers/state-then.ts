import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { foldTurn } from '../../domain/lifecycle/fold-turn.js';
import { newLead, type LeadState } from '../../domain/lifecycle/lead.js';
import type { TurnResult } from '../../domain/lifecycle/turn.js';

type Told = Pick<TurnResult, 'turn' | 'events' | 'heardSeq' | 'teamVersion'>;

/** Where a lead stood at an instant: its turns up to then, folded. Branches that were abandoned are no part of it. Null: it had not had a turn. */
export async function stateThen(manager: EntityManager, leadId: string, at: Instant): Promise<LeadState | null> {
  const turns = await manager.query<Told[]>(stateThenQuery, [leadId, at]);
  const [first] = turns;
  return first === undefined ? null : turns.reduce(foldTurn, newLead(leadId, first.turn));
}

/** $1 lead, $2 instant: a turn bears the instant at which it was taken as its number. */
export const stateThenQuery = `
  select turn, result->'events' as events, (result->'heardSeq')::integer as "heardSeq", (result->'teamVersion')::integer as "teamVersion"
  from turn where lead_id = $1 and turn <= $2 and abandoned_by is null order by turn`;
