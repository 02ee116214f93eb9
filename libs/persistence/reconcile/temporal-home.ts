import type { DataSource } from 'typeorm';

/**
 * The Temporal in which leads live, by its namespace's id: a new database, or another cluster, has another. The first that asks settles it.
 * Only there are turns taken, so that no lead ever lives twice.
 */
export async function settleHome(source: DataSource, namespaceId: string): Promise<string> {
  await source.query('insert into temporal_home (namespace_id) values ($1) on conflict (only_one) do nothing', [namespaceId]);
  const [home] = await source.query<[{ id: string }]>('select namespace_id as id from temporal_home');
  return home.id;
}

/** From now on leads live there: whatever still runs elsewhere takes no turn any more. */
export async function moveHome(source: DataSource, namespaceId: string): Promise<void> {
  await source.query(
    `insert into temporal_home (namespace_id) values ($1)
     on conflict (only_one) do update set namespace_id = excluded.namespace_id, since_at = now()
       where temporal_home.namespace_id <> excluded.namespace_id`,
    [namespaceId],
  );
}
