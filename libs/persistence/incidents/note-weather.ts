import type { EntityManager } from 'typeorm';
import type { Channel } from '../../domain/lifecycle/effects.js';

/** So many different sends in a row open an incident. One address that is put off again and again is none. */
export const opensAfter = 5;

/** The longest a probe waits for the next, in seconds; the first waits one, each waits twice as long. */
const longestProbeSeconds = 60;
export const probeWait = `least(${longestProbeSeconds}, power(2, least(probes, 10))) * interval '1 second'`;

/** A send that the channel did not take, by its lead and key. After enough of them the channel's incident is open; one that had answered again is away once more. */
export async function noteWeather(manager: EntityManager, channel: Channel, send: string, code: string): Promise<void> {
  const [away] = await manager.query<unknown[]>(
    'select 1 from incident where channel = $1 and closed_at is null and until_at is null',
    [channel],
  );
  if (away !== undefined) return;
  const [row] = await manager.query<{ sends: number }[]>(
    `insert into channel (channel, failing, since_at) values ($1, array[$2], now())
     on conflict (channel) do update set
       failing = case when $2 = any(channel.failing) then channel.failing else channel.failing || $2 end,
       since_at = case when channel.failing = '{}' then now() else channel.since_at end
     returning cardinality(failing) as sends`,
    [channel, send],
  );
  if ((row?.sends ?? 0) >= opensAfter) await openIncident(manager, channel, code);
}

async function openIncident(manager: EntityManager, channel: Channel, code: string): Promise<void> {
  await manager.query(
    `insert into incident (incident_id, channel, code, since_at, opened_at, probe_at)
     select gen_random_uuid(), channel, $2, since_at, now(), now() + interval '1 second' from channel where channel = $1
     on conflict (channel) where closed_at is null do update set until_at = null, released_at = null,
       probe_at = now() + ${probeWait.replace('probes', 'incident.probes')}`,
    [channel, code],
  );
  await noteWorks(manager, channel);
}

/** The channel has taken a send, or refused it for good: it answers. */
export async function noteWorks(manager: EntityManager, channel: Channel): Promise<void> {
  await manager.query(`update channel set failing = '{}' where channel = $1 and failing <> '{}'`, [channel]);
}
