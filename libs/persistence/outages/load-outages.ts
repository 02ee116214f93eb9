import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Outage } from '../../domain/lifecycle/outages.js';

/**
 * What was away since then of the parts without which no rep can answer: the relay is none of them. A part that is silent now is away from its last
 * heartbeat on; it is taken to stay away for as many gaps more, so that no lead wakes every few seconds of a long outage.
 */
export async function loadOutages(manager: EntityManager, since: Instant): Promise<Outage[]> {
  const rows = await manager.query<{ part: string; from_at: Date; until_at: Date }[]>(outagesQuery, [new Date(since)]);
  return rows.map(({ part, from_at, until_at }) => ({ part, fromAt: from_at.getTime(), untilAt: until_at.getTime() }));
}

const gapsAhead = 10;

/** $1 since. */
export const outagesQuery = `
  select part, from_at, until_at from outage where until_at > $1 and part in ('api', 'worker')
  union all
  select part, beat_at, clock_timestamp() + ${gapsAhead} * gap_ms * interval '1 millisecond' from heartbeat
  where part in ('api', 'worker') and clock_timestamp() - beat_at > gap_ms * interval '1 millisecond'
  order by from_at`;
