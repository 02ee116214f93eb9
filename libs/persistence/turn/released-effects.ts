import type { EntityManager } from 'typeorm';

/** Those of these effects that are held no longer. Nothing is read for a lead without. */
export async function releasedEffects(manager: EntityManager, leadId: string, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await manager.query<{ key: string }[]>(
    `select key from effect where lead_id = $1 and key = any($2) and status <> 'held' order by key`,
    [leadId, keys],
  );
  return rows.map(({ key }) => key);
}
