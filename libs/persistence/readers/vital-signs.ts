import type { EntityManager } from 'typeorm';
import { unbornLeads } from './unborn-leads.js';

/** What ops watch, counted in one read. `name` and `kind` label a number where several share a sign. */
export interface VitalSign {
  sign: 'stage' | 'stuck' | 'due' | 'oldestDueSeconds' | 'unheardRings' | 'effects' | 'breached' | 'overdue';
  name: string | null;
  kind: string | null;
  value: number;
}

const signs = `
  select 'stage' as sign, stage as name, null as kind, sum(leads)::double precision as value from (
    select stage, count(*) as leads from life group by stage union all select 'inquiry', count(*) ${unbornLeads}) as counted group by stage
  union all select 'stuck', stuck, null, count(*) from life where stuck is not null group by stuck
  union all select 'due', 'urgent', null, count(*) from due_lead where not bulk and due_at <= now()
  union all select 'due', 'bulk', null, count(*) from due_lead where bulk and due_at <= now()
  union all select 'oldestDueSeconds', 'urgent', null, coalesce(extract(epoch from now() - min(due_at)), 0) from due_lead where not bulk and due_at <= now()
  union all select 'oldestDueSeconds', 'bulk', null, coalesce(extract(epoch from now() - min(due_at)), 0) from due_lead where bulk and due_at <= now()
  union all select 'unheardRings', null, null, count(*) from ledger where owed_seq is not null
  union all select 'effects', status, kind, count(*) from effect where abandoned_by is null group by status, kind
  union all select 'breached', clause, null, count(*) from clock
    where breached_at is not null and withdrawn_at is null and abandoned_by is null group by clause
  union all select 'overdue', clause, null, count(*) from clock
    where breached_at is not null and withdrawn_at is null and abandoned_by is null and ended_at is null group by clause`;

export function vitalSigns(manager: EntityManager): Promise<VitalSign[]> {
  return manager.query<VitalSign[]>(signs);
}
