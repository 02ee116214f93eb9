import type { EntityManager } from 'typeorm';
import type { Channel } from '../../domain/lifecycle/effects.js';

/** A channel's incident that is not closed. */
export interface Incident {
  incidentId: string;
  /** Of the send that opened it. */
  code: string;
  /** False: the channel is back, and what was held goes out. */
  away: boolean;
}

/** The incident that a channel is in, which stays as it is until this transaction ends; null: it works. */
export async function incidentOf(manager: EntityManager, channel: Channel): Promise<Incident | null> {
  const [incident] = await manager.query<Incident[]>(
    `select incident_id as "incidentId", code, until_at is null as away from incident where channel = $1 and closed_at is null for share`,
    [channel],
  );
  return incident ?? null;
}
