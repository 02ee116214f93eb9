import type { EntityManager } from 'typeorm';
import type { Dossier } from '../../domain/lifecycle/dossier.js';

/** What was passed with a lead's hand-off, as it was frozen; without a number, the latest. Null if there was none. */
export async function dossier(manager: EntityManager, leadId: string, handOff: number | null): Promise<Dossier | null> {
  const [row] = await manager.query<{ body: Dossier }[]>(
    `select body from dossier where lead_id = $1 and abandoned_by is null and ($2::integer is null or hand_off = $2)
     order by hand_off desc limit 1`,
    [leadId, handOff],
  );
  return row?.body ?? null;
}
