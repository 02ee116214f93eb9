import type { EntityManager } from 'typeorm';

/** Whether there is a lead with this id. */
export async function isKnownLead(manager: EntityManager, leadId: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>('select 1 from lead where lead_id = $1', [leadId]);
  return rows.length > 0;
}
