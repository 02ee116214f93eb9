import type { EntityManager } from 'typeorm';
import { makeDue } from './due-leads.js';

/**
 * Has the relay ring these leads whatever their standing, starting workflows where none runs; rings that were sent before are taken for lost. They ride the bulk lane: whoever
 * acts alone goes first. Locks the leads: a ledger is written under its lead's lock.
 */
export async function oweRings(manager: EntityManager, leadIds: string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await manager.query(
    `with held as materialized (select lead_id from lead where lead_id = any($1::uuid[]) order by lead_id for no key update)
     update ledger set ring_at = now(), rings = 0 from held where ledger.lead_id = held.lead_id and owed_seq is not null`,
    [leadIds],
  );
  await makeDue(manager, leadIds, { wake: true, bulk: true });
}
