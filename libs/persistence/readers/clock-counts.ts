import type { EntityManager } from 'typeorm';
import type { ClockCounts } from '../../domain/scorecard/counts.js';
import type { MeasuredPeriod } from '../../domain/scorecard/periods-of.js';
import { boundsOf, periodOf, type InPeriod } from './counted-by-period.js';

/**
 * $1 to $3: see boundsOf. A deadline that was credited counts where it lies now, and a breach that was withdrawn is none. What ran out before the rep
 * was told is the system's, until the rep is told: from then on it is theirs to keep.
 */
export const clockQuery = `
  with fallen as (
    select ${periodOf('due_at')} as period, clock, clause, by,
      coalesce(agreement_version, (select life.agreement_version from life where life.lead_id = clock.lead_id)) as agreement_version, case
      when breached_at is not null and withdrawn_at is null then 'broken'
      when system_breached_at is not null and told_at is null then 'system'
      when ended_by = 'met' then 'kept'
      when ended_by = 'stopped' then 'stopped'
      else 'running' end as fate
    from clock where abandoned_by is null and due_at >= $2 and due_at < $3)
  select period, agreement_version as "agreementVersion", clock, clause, by, count(*)::integer as due,
    (count(*) filter (where fate = 'kept'))::integer as kept, (count(*) filter (where fate = 'broken'))::integer as broken,
    (count(*) filter (where fate = 'system'))::integer as system, (count(*) filter (where fate = 'stopped'))::integer as stopped,
    (count(*) filter (where fate = 'running'))::integer as running
  from fallen group by period, agreement_version, clock, clause, by order by period, agreement_version, clause, by`;

/** What became of the promises that fell due in each period, by clock, by whose it is, and by the version that gave it. */
export function clockCounts(manager: EntityManager, periods: MeasuredPeriod[]): Promise<(InPeriod & ClockCounts)[]> {
  return manager.query(clockQuery, boundsOf(periods));
}
