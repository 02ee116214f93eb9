import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadEvent } from '../../domain/lifecycle/events.js';
import type { Clock } from '../../domain/lifecycle/lead.js';

export interface ClockRecord extends Clock {
  endedAt: Instant | null;
  endedBy: 'met' | 'stopped' | null;
  withdrawnAt: Instant | null;
}

/** Clocks that this turn started, breached, withdrew or ended, as they are now. */
export async function writeClocks(
  manager: EntityManager,
  leadId: string,
  turn: number,
  before: Clock[],
  events: LeadEvent[],
): Promise<void> {
  const records = new Map<string, ClockRecord>(
    before.map((clock) => [clock.id, { ...clock, endedAt: null, endedBy: null, withdrawnAt: null }]),
  );
  const touched = new Set<string>();
  for (const event of events) {
    const id = note(records, event);
    if (id !== null) touched.add(id);
  }
  await upsertClocks(
    manager,
    leadId,
    turn,
    [...records.values()].filter(({ id }) => touched.has(id)),
  );
}

function note(records: Map<string, ClockRecord>, event: LeadEvent): string | null {
  switch (event.kind) {
    case 'ClockStarted': {
      const { kind: _kind, at: _at, escalations: _escalations, ...clock } = event;
      records.set(event.id, { ...clock, breachedAt: null, endedAt: null, endedBy: null, withdrawnAt: null });
      return event.id;
    }
    case 'ClockBreached':
      return change(records, event.id, { breachedAt: event.at });
    case 'BreachWithdrawn':
      return change(records, event.id, { withdrawnAt: event.at });
    case 'ClockMet':
      return change(records, event.id, { endedAt: event.at, endedBy: 'met' });
    case 'ClockStopped':
      return change(records, event.id, { endedAt: event.at, endedBy: 'stopped' });
    default:
      return null;
  }
}

function change(records: Map<string, ClockRecord>, id: string, fields: Partial<ClockRecord>): string {
  const known = records.get(id);
  if (known === undefined) throw new Error(`Clock ${id} is not running`);
  records.set(id, { ...known, ...fields });
  return id;
}

/** Writes clock rows as given; a row of an abandoned branch comes back to life with them. */
export async function upsertClocks(manager: EntityManager, leadId: string, turn: number, records: ClockRecord[]): Promise<void> {
  if (records.length === 0) return;
  await manager.query(
    `insert into clock (lead_id, clock_id, turn, clock, clause, hand_off, by, rep_id, started_at, due_at, breached_at, ended_at, ended_by, withdrawn_at)
     select $1, id, $2, clock, clause, "handOff", by, "repId", "startedAt", "dueAt", "breachedAt", "endedAt", "endedBy", "withdrawnAt"
     from jsonb_to_recordset($3) as c (id text, clock text, clause text, "handOff" integer, by text, "repId" text, "startedAt" timestamptz,
       "dueAt" timestamptz, "breachedAt" timestamptz, "endedAt" timestamptz, "endedBy" text, "withdrawnAt" timestamptz)
     on conflict (lead_id, clock_id) do update set
       turn = case when clock.abandoned_by is null then clock.turn else excluded.turn end, abandoned_by = null, rep_id = excluded.rep_id,
       started_at = excluded.started_at, due_at = excluded.due_at, breached_at = excluded.breached_at, ended_at = excluded.ended_at,
       ended_by = excluded.ended_by, withdrawn_at = excluded.withdrawn_at`,
    [leadId, turn, JSON.stringify(records.map(withDates))],
  );
}

function withDates(record: ClockRecord): object {
  const { startedAt, dueAt, breachedAt, endedAt, withdrawnAt } = record;
  return {
    ...record,
    startedAt: iso(startedAt),
    dueAt: iso(dueAt),
    breachedAt: iso(breachedAt),
    endedAt: iso(endedAt),
    withdrawnAt: iso(withdrawnAt),
  };
}

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
