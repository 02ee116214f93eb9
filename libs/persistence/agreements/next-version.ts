import type { EntityManager } from 'typeorm';

/** A stored team. `created: false`: the very same document is in force already. */
export interface StoredVersion {
  version: number;
  name: string;
  created: boolean;
}

/** The version of the team in force if it has this hash, else the next one. Versions have no gaps: writers wait for each other until they commit. */
export async function nextVersion(manager: EntityManager, hash: string): Promise<{ version: number; isNew: boolean }> {
  await manager.query('lock table team in share row exclusive mode');
  const [inForce] = await manager.query<{ version: number; hash: string }[]>(
    'select version, hash from team order by version desc limit 1',
  );
  if (inForce?.hash === hash) return { version: inForce.version, isNew: false };
  return { version: (inForce?.version ?? 0) + 1, isNew: true };
}
