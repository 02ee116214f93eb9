import type { EntityManager } from 'typeorm';
import type {
  StoredClock,
  StoredEffect,
  StoredEvent,
  StoredLife,
  StoredSeat,
  StoredTurn,
} from '../../domain/audit/stored-lead.js';

type OfLead<T> = T & { leadId: string };

export async function loadTurns(manager: EntityManager, leadIds: string[]): Promise<OfLead<StoredTurn>[]> {
  const rows = await manager.query<(OfLead<Omit<StoredTurn, 'takenAt'>> & { takenAt: Date })[]>(
    `select lead_id as "leadId", turn, prev, inputs, seen, world_digest as "worldDigest", result, taken_at as "takenAt", abandoned_by as "abandonedBy"
     from turn where lead_id = any($1::uuid[]) order by lead_id, turn`,
    [leadIds],
  );
  return rows.map((row) => ({ ...row, takenAt: row.takenAt.getTime() }));
}

export async function loadEvents(manager: EntityManager, leadIds: string[]): Promise<OfLead<StoredEvent>[]> {
  const rows = await manager.query<(OfLead<Omit<StoredEvent, 'at'>> & { at: Date })[]>(
    `select lead_id as "leadId", turn, n, kind, at, body, agreement_version as "agreementVersion", team_version as "teamVersion", stage,
       abandoned_by as "abandonedBy"
     from event where lead_id = any($1::uuid[]) order by lead_id, turn, n`,
    [leadIds],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

type ClockInstants = 'startedAt' | 'dueAt' | 'breachedAt' | 'toldAt' | 'systemBreachedAt' | 'endedAt' | 'withdrawnAt';
type ClockRow = OfLead<Omit<StoredClock, ClockInstants>> & { startedAt: Date; dueAt: Date } & Record<
    Exclude<ClockInstants, 'startedAt' | 'dueAt'>,
    Date | null
  >;

export async function loadClocks(manager: EntityManager, leadIds: string[]): Promise<OfLead<StoredClock>[]> {
  const rows = await manager.query<ClockRow[]>(
    `select lead_id as "leadId", clock_id as id, clock, clause, hand_off as "handOff", by, rep_id as "repId", started_at as "startedAt", due_at as "dueAt",
       breached_at as "breachedAt", told_at as "toldAt", system_breached_at as "systemBreachedAt", credits, ended_at as "endedAt", ended_by as "endedBy",
       withdrawn_at as "withdrawnAt", agreement_version as "agreementVersion", until, abandoned_by as "abandonedBy"
     from clock where lead_id = any($1::uuid[])`,
    [leadIds],
  );
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.getTime(),
    dueAt: row.dueAt.getTime(),
    breachedAt: ms(row.breachedAt),
    toldAt: ms(row.toldAt),
    systemBreachedAt: ms(row.systemBreachedAt),
    endedAt: ms(row.endedAt),
    withdrawnAt: ms(row.withdrawnAt),
  }));
}

export const loadSeats = (manager: EntityManager, leadIds: string[]): Promise<OfLead<StoredSeat>[]> =>
  manager.query(
    `select lead_id as "leadId", turn, hand_off as "handOff", rep_id as "repId", pool, released_turn as "releasedTurn", abandoned_by as "abandonedBy"
     from seat where lead_id = any($1::uuid[])`,
    [leadIds],
  );

export const loadEffects = (manager: EntityManager, leadIds: string[]): Promise<OfLead<StoredEffect>[]> =>
  manager.query(
    `select lead_id as "leadId", key, turn, kind, body, abandoned_by as "abandonedBy" from effect where lead_id = any($1::uuid[])`,
    [leadIds],
  );

export async function loadLifeRows(manager: EntityManager, leadIds: string[]): Promise<OfLead<StoredLife>[]> {
  const rows = await manager.query<(OfLead<Omit<StoredLife, 'wakeAt'>> & { wakeAt: Date | null })[]>(
    `select lead_id as "leadId", turn, state, stage, rep_id as "repId", queue, stuck, wake_at as "wakeAt", heard_seq as "heardSeq",
       agreement_version as "agreementVersion", team_version as "teamVersion", ended, band
     from life where lead_id = any($1::uuid[])`,
    [leadIds],
  );
  return rows.map((row) => ({ ...row, wakeAt: ms(row.wakeAt) }));
}

const ms = (at: Date | null): number | null => at?.getTime() ?? null;
