import type { EntityManager } from 'typeorm';
import type { Stage } from '../../domain/lifecycle/moves.js';
import { unbornLeads } from './unborn-leads.js';

/** Leads by the stage they stand in now. Captured leads without a life yet are inquiries. Stages nobody stands in are left out. */
export async function stageCounts(manager: EntityManager): Promise<{ stage: Stage; leads: number }[]> {
  return manager.query(
    `select stage, sum(leads)::integer as leads from (
       select stage, count(*) as leads from life group by stage union all select 'inquiry', count(*) ${unbornLeads}) as counted
     where leads > 0 group by stage`,
  );
}
