import type { DataSource, EntityManager } from 'typeorm';

/**
 * Work that looks at whole tables, in one transaction: each of its statements may take a minute. The usual limit is made for turns and lists, and
 * with a million leads such work would fail at it again and again.
 */
export function patiently<T>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
): Promise<T> {
  return source.transaction(isolation, async (manager) => {
    await manager.query(`set local statement_timeout = '60s'`);
    return work(manager);
  });
}
