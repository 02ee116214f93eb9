import type { EntityManager } from 'typeorm';
import type { LeadEvent } from '../../domain/lifecycle/events.js';

/** `id` is the event's own; an event of a clock names that by `clockId`. */
export type ToldEvent = Omit<LeadEvent, 'id'> & { id: string; clockId?: string; agreementVersion: number; teamVersion: number };

/** A page of what happened to a lead, oldest first. `next`: the id to ask on `after`, or null on the last page. */
export interface EventPage {
  events: ToldEvent[];
  next: string | null;
}

/** `after` is an event's id: the number of its turn and its place in the turn. */
export async function leadEvents(
  manager: EntityManager,
  leadId: string,
  after: string | null,
  limit: number,
): Promise<EventPage> {
  const [turn = 0, n = -1] = after?.split('-').map(Number) ?? [];
  const rows = await manager.query<{ turn: number; n: number; body: LeadEvent; agreementVersion: number; teamVersion: number }[]>(
    `select turn, n, body, agreement_version as "agreementVersion", team_version as "teamVersion" from event
     where lead_id = $1 and abandoned_by is null and (turn, n) > ($2, $3) order by turn, n limit $4`,
    [leadId, turn, n, limit + 1],
  );
  const events = rows.slice(0, limit).map(({ turn, n, body, ...versions }) => ({
    ...body,
    ...('id' in body ? { clockId: body.id } : {}),
    id: `${turn}-${n}`,
    ...versions,
  }));
  return { events, next: rows.length > limit ? (events.at(-1)?.id ?? null) : null };
}
