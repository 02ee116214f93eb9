import type { EntityManager } from 'typeorm';

/** Whether this member has asked the command with this id before. */
export async function hasAsked(manager: EntityManager, commandId: string, by: string): Promise<boolean> {
  const [row] = await manager.query<unknown[]>('select from command where id = $1 and by = $2', [commandId, by]);
  return row !== undefined;
}
