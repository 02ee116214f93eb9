import type { EntityManager } from 'typeorm';
import { loadTerms } from '../agreements/load-terms.js';

/** What the agreement of the lead says about a gap between the two cycles; null: it says nothing of it any more. */
export async function loadAdvice(manager: EntityManager, leadId: string, gap: string): Promise<string | null> {
  const [life] = await manager.query<{ version: number }[]>('select agreement_version as version from life where lead_id = $1', [
    leadId,
  ]);
  if (life === undefined) return null;
  const { gaps } = await loadTerms(manager, life.version);
  return gaps.find(({ id }) => id === gap)?.say ?? null;
}
