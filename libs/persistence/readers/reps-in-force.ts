import type { EntityManager } from 'typeorm';
import { loadTeam } from '../agreements/load-terms.js';

/** The reps of the team in force by id, with their names; empty while there is no team. */
export async function repsInForce(manager: EntityManager): Promise<Map<string, string>> {
  const [row] = await manager.query<{ version: number | null }[]>('select max(version) as version from team');
  if (!row?.version) return new Map();
  const { reps } = await loadTeam(manager, row.version);
  return new Map(Object.values(reps).map(({ id, name }) => [id, name]));
}
