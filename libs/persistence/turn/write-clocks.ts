import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { evolve } from '../../domain/lifecycle/evolve.js';
import type { LeadEvent } from '../../domain/lifecycle/events.js';
import type { Clock, LeadState } from '../../domain/lifecycle/lead.js';

export interface ClockRecord extends Clock {
  endedAt: Instant | null;
  endedBy: 'met' | 'stopped' | null;
  withdrawnAt: Instant | null;
}

export const running = (clock: Clock): ClockRecord => ({ ...clock, endedAt: null, endedBy: null, withdrawnAt: null });

/** Clocks that this turn started, moved, breached, withdrew or ended, as they are now. */
export async function writeClocks(manager: EntityManager, turn: number, before: LeadState, events: LeadEvent[]): Promise<void> {
  const ended = new Map<string, ClockRecord>();
  const withdrawn = new Map<string, { breachedAt: Instant | null; withdrawnAt: Instant }>();
  const late: { id: string; at: Instant }[] = [];
  let state = before;
  for (const event of events) {
    const clock = 'id' in event ? state.clocks.find(({ id }) => id === event.id) : undefined;
    if (event.kind === 'BreachWithdrawn' && clock === undefined) late.push(event);
    if (event.kind === 'BreachWithdrawn' && clock !== undefined && clock.breachedAt !== null)
      withdrawn.set(event.id, { breachedAt: clock.breachedAt, withdrawnAt: event.at });
    if ((event.kind === 'ClockMet' || event.kind === 'ClockStopped') && clock !== undefined)
      ended.set(event.id, { ...running(clock), endedAt: event.at, endedBy: event.kind === 'ClockMet' ? 'met' : 'stopped' });
    state = evolve(state, event);
  }
  // A clock that no event has touched is the very one that was there before.
  const changed = state.clocks.filter((clock) => !before.clocks.includes(clock)).map(running);
  const records = [...ended.values(), ...changed].map((record) => ({ ...record, ...withdrawn.get(record.id) }));
  await upsertClocks(manager, before.leadId, turn, records);
  for (const { id, at } of late) await noteWithdrawn(manager, before.leadId, [id], at);
}

/** The breach of clocks that have stopped is withdrawn, or (null) stands again. */
export async function noteWithdrawn(manager: EntityManager, leadId: string, ids: string[], at: Instant | null): Promise<void> {
  if (ids.length === 0) return;
  await manager.query('update clock set withdrawn_at = $3 where lead_id = $1 and clock_id = any($2)', [leadId, ids, iso(at)]);
}

/** Writes clock rows as given; a row of an abandoned branch comes back to life with them. */
export async function upsertClocks(manager: EntityManager, leadId: string, turn: number, records: ClockRecord[]): Promise<void> {
  if (records.length === 0) return;
  await manager.query(
    `insert into clock (lead_id, clock_id, turn, clock, clause, hand_off, by, rep_id, started_at, due_at, breached_at, told_at, system_breached_at,
       credits, ended_at, ended_by, withdrawn_at)
     select $1, id, $2, clock, clause, "handOff", by, "repId", "startedAt", "dueAt", "breachedAt", "toldAt", "systemBreachedAt",
       coalesce(credits, '[]'), "endedAt", "endedBy", "withdrawnAt"
     from jsonb_to_recordset($3) as c (id text, clock text, clause text, "handOff" integer, by text, "repId" text, "startedAt" timestamptz,
       "dueAt" timestamptz, "breachedAt" timestamptz, "toldAt" timestamptz, "systemBreachedAt" timestamptz, credits jsonb, "endedAt" timestamptz,
       "endedBy" text, "withdrawnAt" timestamptz)
     on conflict (lead_id, clock_id) do update set
       turn = case when clock.abandoned_by is null then clock.turn else excluded.turn end, abandoned_by = null, rep_id = excluded.rep_id,
       started_at = excluded.started_at, due_at = excluded.due_at, breached_at = excluded.breached_at, told_at = excluded.told_at,
       system_breached_at = excluded.system_breached_at, credits = excluded.credits, ended_at = excluded.ended_at, ended_by = excluded.ended_by,
       withdrawn_at = excluded.withdrawn_at`,
    [leadId, turn, JSON.stringify(records.map(withDates))],
  );
}

function withDates(record: ClockRecord): object {
  const { startedAt, dueAt, breachedAt, toldAt = null, systemBreachedAt = null, endedAt, withdrawnAt } = record;
  return {
    ...record,
    startedAt: iso(startedAt),
    dueAt: iso(dueAt),
    breachedAt: iso(breachedAt),
    toldAt: iso(toldAt),
    systemBreachedAt: iso(systemBreachedAt),
    endedAt: iso(endedAt),
    withdrawnAt: iso(withdrawnAt),
  };
}

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
