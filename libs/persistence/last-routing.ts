import type { EntityManager } from 'typeorm';
import { routedKinds, whyRep, type Routed, type WhyRep } from '../domain/lifecycle/why-rep.js';

/** Why a hand-off is with whom it is now, or with nobody yet; null before it went anywhere. */
export async function lastRouting(manager: EntityManager, leadId: string, handOff: number): Promise<WhyRep | null> {
  const [row] = await manager.query<{ body: Routed }[]>(
    `select body from event
     where lead_id = $1 and kind = any($2) and (body->>'handOff')::integer = $3 and abandoned_by is null order by turn desc, n desc limit 1`,
    [leadId, routedKinds, handOff],
  );
  return row === undefined ? null : whyRep(row.body);
}
