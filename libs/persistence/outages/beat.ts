import type { DataSource } from 'typeorm';
import type { Outage } from '../../domain/lifecycle/outages.js';

/** The parts of Baton that leave a heartbeat. */
export const parts = ['api', 'worker', 'relay'] as const;
export type Part = (typeof parts)[number];

/**
 * Notes that a part is there, by the clock of Postgres. After a silence longer than its gap the outage is written, once, by whichever process of the
 * part comes first; it is returned to that one.
 */
export async function beat(source: DataSource, part: Part, gapMs: number): Promise<Outage | null> {
  const [outage] = await source.query<{ fromAt: Date; untilAt: Date }[]>(
    `with beaten as (
       update heartbeat set beat_at = greatest(last.beat_at, clock_timestamp()), gap_ms = $2
       from (select part, beat_at, gap_ms from heartbeat where part = $1 for update) as last
       where heartbeat.part = last.part returning last.beat_at as from_at, heartbeat.beat_at as until_at, last.gap_ms
     )
     insert into outage (part, from_at, until_at)
     select $1, from_at, until_at from beaten where until_at - from_at > gap_ms * interval '1 millisecond'
     on conflict do nothing returning from_at as "fromAt", until_at as "untilAt"`,
    [part, gapMs],
  );
  return outage === undefined ? null : { part, fromAt: outage.fromAt.getTime(), untilAt: outage.untilAt.getTime() };
}

/** The first heartbeat of a part: there was nothing that could have been away. */
export async function firstBeat(source: DataSource, part: Part, gapMs: number): Promise<void> {
  await source.query('insert into heartbeat (part, beat_at, gap_ms) values ($1, clock_timestamp(), $2) on conflict do nothing', [
    part,
    gapMs,
  ]);
}
