import type { EntityManager } from 'typeorm';
import type { LeadState } from '../../domain/lifecycle/lead.js';

/** Keeps a row for each rep to whom the lead is, or was last, offered: they may see who was first. `anew`: what stands there is of another branch. */
export async function writeOffers(manager: EntityManager, before: LeadState, after: LeadState, anew: boolean): Promise<void> {
  const [was, is] = [repsOf(before), repsOf(after)];
  if (!anew && was.join() === is.join()) return;
  if (anew || was.length > 0) await manager.query('delete from offer where lead_id = $1', [after.leadId]);
  if (is.length > 0) await manager.query('insert into offer (lead_id, rep_id) select $1, unnest($2::text[])', [after.leadId, is]);
}

const repsOf = ({ handOff }: LeadState): string[] => handOff?.offer?.reps ?? [];
