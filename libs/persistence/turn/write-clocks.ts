import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { clockChanges, type ClockRecord } from '../../domain/lifecycle/clock-records.js';
import type { LeadEvent } from '../../domain/lifecycle/events.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';

/** Clocks that this turn changed, as they are now. */
export async function writeClocks(
  manager: EntityManager,
  before: LeadState,
  after: LeadState,
  events: LeadEvent[],
): Promise<void> {
  const { records, late } = clockChanges(before, events);
  await upsertClocks(manager, after, after.turn, records);
  for (const { id, at } of late) await noteWithdrawn(manager, before.leadId, [id], at);
}

/** The breach of clocks that have ended is withdrawn, or (null) stands again. */
export async function noteWithdrawn(manager: EntityManager, leadId: string, ids: string[], at: Instant | null): Promise<void> {
  if (ids.length === 0) return;
  await manager.query('update clock set withdrawn_at = $3 where lead_id = $1 and clock_id = any($2)', [leadId, ids, iso(at)]);
}

/** Writes clock rows as given; a row of an abandoned branch comes back to life with them. One that is new bears the version that promised it. */
export async function upsertClocks(
  manager: EntityManager,
  { leadId, agreementVersion }: Pick<LeadState, 'leadId' | 'agreementVersion'>,
  turn: number,
  records: ClockRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await manager.query(
    `insert into clock (lead_id, clock_id, turn, clock, clause, hand_off, by, rep_id, started_at, due_at, breached_at, told_at, system_breached_at,
       credits, ended_at, ended_by, withdrawn_at, agreement_version, until)
     select $1, id, $2, clock, clause, "handOff", by, "repId", "startedAt", "dueAt", "breachedAt", "toldAt", "systemBreachedAt",
       coalesce(credits, '[]'), "endedAt", "endedBy", "withdrawnAt", version, until
     from jsonb_to_recordset($3) as c (id text, clock text, clause text, "handOff" integer, by text, "repId" text, "startedAt" timestamptz,
       "dueAt" timestamptz, "breachedAt" timestamptz, "toldAt" timestamptz, "systemBreachedAt" timestamptz, credits jsonb, "endedAt" timestamptz,
       "endedBy" text, "withdrawnAt" timestamptz, version integer, until jsonb)
     on conflict (lead_id, clock_id) do update set
       turn = case when clock.abandoned_by is null then clock.turn else excluded.turn end,
       agreement_version = case when clock.abandoned_by is null then clock.agreement_version else excluded.agreement_version end,
       until = case when clock.abandoned_by is null then clock.until else excluded.until end,
       abandoned_by = null, rep_id = excluded.rep_id,
       started_at = excluded.started_at, due_at = excluded.due_at, breached_at = excluded.breached_at, told_at = excluded.told_at,
       system_breached_at = excluded.system_breached_at, credits = excluded.credits, ended_at = excluded.ended_at, ended_by = excluded.ended_by,
       withdrawn_at = excluded.withdrawn_at`,
    [leadId, turn, JSON.stringify(records.map((record) => withDates(record, record.given?.version ?? agreementVersion)))],
  );
}

function withDates(record: ClockRecord, version: number): object {
  const { startedAt, dueAt, breachedAt, toldAt = null, systemBreachedAt = null, endedAt, withdrawnAt } = record;
  return {
    ...record,
    version,
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
