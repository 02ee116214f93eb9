import type { EntityManager } from 'typeorm';
import { urgencies, urgencyOf, type Effect } from '../../domain/lifecycle/effects.js';
import type { EffectRow } from '../entities/effect-row.js';
import type { Incident } from '../incidents/incident-of.js';

/** Holds an effect until its channel's incident releases it. One that this incident holds already keeps its place. Gives the incident's code. */
export async function holdEffect(manager: EntityManager, row: EffectRow, { incidentId, code }: Incident): Promise<string> {
  if (row.status === 'held' && row.heldBy === incidentId) return code;
  const heldRank = urgencies.indexOf(urgencyOf(row.body as unknown as Effect));
  Object.assign(row, { status: 'held', code, heldBy: incidentId, heldRank, heldAt: new Date(), releasedAt: null });
  await manager.save(row);
  return code;
}
