import type { EntityManager } from 'typeorm';

const dropped = 'effect.dropped';

/** Ends effects that a turn has dropped, so that they stand in no count of what is still to do. One in the midst of sending ends by itself. */
export async function dropEffects(manager: EntityManager, leadId: string, keys: string[]): Promise<void> {
  if (keys.length === 0) return;
  await manager.query(
    `update effect set status = 'skipped', code = $3, ended_at = now() where lead_id = $1 and key = any($2) and status in ('planned', 'failed', 'held')`,
    [leadId, keys, dropped],
  );
}

/** The branch that dropped them is undone: they are planned again. */
export async function restoreDropped(manager: EntityManager, leadId: string, keys: string[]): Promise<void> {
  if (keys.length === 0) return;
  await manager.query(
    `update effect set status = 'planned', code = null, ended_at = null
     where lead_id = $1 and key = any($2) and status = 'skipped' and code = $3`,
    [leadId, keys, dropped],
  );
}
