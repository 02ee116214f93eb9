import type { EntityManager } from 'typeorm';
import { unbornLeads } from './unborn-leads.js';

/** What ops watch, counted in one read. `name` and `kind` label a number where several share a sign. */
export interface VitalSign {
  sign:
    | 'stage'
    | 'stuck'
    | 'due'
    | 'oldestDueSeconds'
    | 'unheardRings'
    | 'effects'
    | 'incidents'
    | 'held'
    | 'breached'
    | 'overdue'
    | 'silentSeconds'
    | 'outageSeconds'
    | 'reconcile'
    | 'reconciledSecondsAgo'
    | 'auditDifferences'
    | 'auditedSecondsAgo';
  name: string | null;
  kind: string | null;
  value: number;
}

const signs = `
  with watch as (
    select found, ended_at from reconciliation where kind = 'watch' and ended_at is not null order by started_at desc limit 1),
  audited as (select differences, ended_at from audit_run where lead_id is null and ended_at is not null order by started_at desc limit 1)
  select 'stage' as sign, stage as name, null as kind, sum(leads)::double precision as value from (
    select stage, count(*) as leads from life group by stage union all select 'inquiry', count(*) ${unbornLeads}) as counted group by stage
  union all select 'stuck', stuck, null, count(*) from life where stuck is not null group by stuck
  union all select 'due', 'urgent', null, count(*) from due_lead where not bulk and due_at <= now()
  union all select 'due', 'bulk', null, count(*) from due_lead where bulk and due_at <= now()
  union all select 'oldestDueSeconds', 'urgent', null, coalesce(extract(epoch from now() - min(due_at)), 0) from due_lead where not bulk and due_at <= now()
  union all select 'oldestDueSeconds', 'bulk', null, coalesce(extract(epoch from now() - min(due_at)), 0) from due_lead where bulk and due_at <= now()
  union all select 'unheardRings', null, null, count(*) from ledger where owed_seq is not null
  union all select 'effects', status, kind, count(*) from effect where abandoned_by is null group by status, kind
  union all select 'incidents', channel, null, (select count(*) from incident where incident.channel = known.channel and closed_at is null)
    from (values ('mail')) as known (channel)
  union all select 'held', kind, null, count(*) from effect where status = 'held' and held_by is not null and abandoned_by is null group by kind
  union all select 'breached', clause, by, count(*) from clock
    where breached_at is not null and withdrawn_at is null and abandoned_by is null group by clause, by
  union all select 'breached', clause, 'system', count(*) from clock
    where system_breached_at is not null and abandoned_by is null group by clause
  union all select 'overdue', clause, null, count(*) from clock
    where breached_at is not null and withdrawn_at is null and abandoned_by is null and ended_at is null group by clause
  union all select 'silentSeconds', part, null, greatest(0, extract(epoch from now() - beat_at)) from heartbeat
  union all select 'outageSeconds', part, null, sum(extract(epoch from until_at - from_at))::double precision from outage group by part
  union all select sign, name, null, value from watch, lateral (
    select 'reconcile' as sign, key as name, value::text::double precision as value from jsonb_each(found)
    union all select 'reconciledSecondsAgo', null, extract(epoch from now() - ended_at)) as told
  union all select 'auditDifferences', null, null, differences from audited
  union all select 'auditedSecondsAgo', null, null, extract(epoch from now() - ended_at) from audited`;

export function vitalSigns(manager: EntityManager): Promise<VitalSign[]> {
  return manager.query<VitalSign[]>(signs);
}
