import type { EntityManager } from 'typeorm';
import { urgencies, type Channel, type Urgency } from '../../domain/lifecycle/effects.js';

/** A channel that was away, and what became of the sends that were held for it. */
export interface IncidentView {
  incidentId: string;
  channel: Channel;
  /** `away`: sends are held; `returning`: it is back, and they go out; `over`: none is held any more. */
  status: 'away' | 'returning' | 'over';
  /** Of the send that opened it. */
  code: string;
  /** From the first send that it did not take until it answered again. */
  since: Date;
  until: Date | null;
  closedAt: Date | null;
  /** Lost to the provider, so far. */
  hours: number;
  probes: number;
  nextProbeAt: Date | null;
  oldestHeldAt: Date | null;
  sends: Record<Urgency, Fates>;
}

/** Sends of one urgency that were held, each counted once. */
export interface Fates {
  held: number;
  sent: number;
  unknown: number;
  skipped: number;
  failed: number;
  /** Released and on their way, or put off to when they may go. */
  underWay: number;
}

type Row = Omit<IncidentView, 'sends' | 'oldestHeldAt'>;

/** The newest first. */
export async function incidents(manager: EntityManager, limit: number): Promise<IncidentView[]> {
  const rows = await manager.query<Row[]>(
    `select incident_id as "incidentId", channel, code, since_at as since, until_at as until, closed_at as "closedAt", probes,
       case when closed_at is not null then 'over' when until_at is not null then 'returning' else 'away' end as status,
       case when until_at is null then probe_at end as "nextProbeAt",
       round(extract(epoch from coalesce(until_at, now()) - since_at)::numeric / 3600, 3)::double precision as hours
     from incident order by since_at desc limit $1`,
    [limit],
  );
  const counted = await countFates(
    manager,
    rows.map(({ incidentId }) => incidentId),
  );
  return rows.map((row) => ({ ...row, ...fatesOf(counted.filter(({ incidentId }) => incidentId === row.incidentId)) }));
}

interface Counted extends Fates {
  incidentId: string;
  rank: number;
  oldest: Date | null;
}

function countFates(manager: EntityManager, incidentIds: string[]): Promise<Counted[]> {
  return manager.query<Counted[]>(fatesQuery, [incidentIds]);
}

export const fatesQuery = `select held_by as "incidentId", held_rank as rank, ${countOf("'held'")} as held, ${countOf("'done'")} as sent,
    ${countOf("'unknown'")} as unknown, ${countOf("'skipped'")} as skipped, ${countOf("'failed'")} as failed,
    ${countOf("'planned', 'sending'")} as "underWay", min(held_at) filter (where status = 'held') as oldest
  from effect where held_by = any($1) and abandoned_by is null group by held_by, held_rank`;

function countOf(statuses: string): string {
  return `(count(*) filter (where status in (${statuses})))::integer`;
}

function fatesOf(counted: Counted[]): Pick<IncidentView, 'sends' | 'oldestHeldAt'> {
  const of = (urgency: Urgency): Fates => {
    const {
      incidentId: _id,
      rank: _rank,
      oldest: _oldest,
      ...fates
    } = counted.find(({ rank }) => urgencies[rank] === urgency) ?? none;
    return fates;
  };
  const oldest = counted.flatMap((row) => (row.oldest === null ? [] : [row.oldest.getTime()]));
  return {
    oldestHeldAt: oldest.length === 0 ? null : new Date(Math.min(...oldest)),
    sends: { notice: of('notice'), reminder: of('reminder'), nurture: of('nurture') },
  };
}

const none: Counted = {
  ...{ incidentId: '', rank: 0, oldest: null },
  ...{ held: 0, sent: 0, unknown: 0, skipped: 0, failed: 0, underWay: 0 },
};
