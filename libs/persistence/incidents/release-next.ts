import type { DataSource, EntityManager } from 'typeorm';
import type { Channel } from '../../domain/lifecycle/effects.js';
import { releaseHeld } from '../effects/release-held.js';
import { makeDue } from '../facts/due-leads.js';
import { inTransaction } from '../in-transaction.js';

interface Returning {
  incidentId: string;
  /** Since the last release. */
  seconds: number;
}

/** However long nobody released: no more than this many seconds' worth goes at once. */
const atMostSeconds = 2;

/**
 * On a channel's return: releases as many held sends as the pace allows by now, the most urgent first, and has their leads woken. With none left
 * the incident is closed. One worker at a time does it; the others find nothing to do.
 */
export function releaseNext(source: DataSource, channel: Channel, perSecond: number): Promise<void> {
  return inTransaction(source, async (manager) => {
    const incident = await returning(manager, channel);
    const places = Math.floor(Math.min(incident?.seconds ?? 0, atMostSeconds) * perSecond);
    if (incident === null || places === 0) return;
    const { leadIds, isLast } = await releaseHeld(manager, incident.incidentId, places);
    await manager.query(
      'update incident set released_at = now(), closed_at = case when $2 then now() end where incident_id = $1',
      [incident.incidentId, isLast],
    );
    await makeDue(manager, leadIds, { wake: true });
  });
}

async function returning(manager: EntityManager, channel: Channel): Promise<Returning | null> {
  const [incident] = await manager.query<Returning[]>(
    `select incident_id as "incidentId", extract(epoch from now() - coalesce(released_at, until_at))::double precision as seconds from incident
     where channel = $1 and closed_at is null and until_at is not null for update skip locked`,
    [channel],
  );
  return incident ?? null;
}
