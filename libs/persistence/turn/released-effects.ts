import type { EntityManager } from 'typeorm';
import type { LeadInput } from '../../domain/lifecycle/inputs.js';
import type { LeadState } from '../../domain/lifecycle/lead.js';

/** Effects of which the turn may find that they are held: the state says so, or the turn is about to hear it. */
export function maybeHeld({ effects }: LeadState, inputs: LeadInput[]): string[] {
  const held = effects.filter(({ status }) => status === 'held').map(({ effect }) => effect.key);
  const heldNow = inputs.flatMap((input) => (input.kind === 'effectDone' && input.outcome === 'held' ? [input.key] : []));
  return [...held, ...heldNow];
}

/** Those of them that are held no longer. Nothing is read for a lead without. */
export async function releasedEffects(manager: EntityManager, leadId: string, keys: string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await manager.query<{ key: string }[]>(
    `select key from effect where lead_id = $1 and key = any($2) and status <> 'held' order by key`,
    [leadId, keys],
  );
  return rows.map(({ key }) => key);
}
