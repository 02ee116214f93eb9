import type { EntityManager } from 'typeorm';
import type { OutcomeCounts } from '../../domain/scorecard/counts.js';
import type { MeasuredPeriod } from '../../domain/scorecard/periods-of.js';
import { boundsOf, periodOf, type InPeriod } from './counted-by-period.js';

/** $1 to $3: see boundsOf. Late is what broke a clock that runs until the outcome. A hand-off whose lead was joined to another before any outcome is neither. */
export const outcomeQuery = `
  with accepted as (
    select ${periodOf('at')} as period, agreement_version, lead_id, (body->>'handOff')::integer as hand_off
    from event where kind = 'LeadAccepted' and abandoned_by is null and at >= $2 and at < $3),
  said as (
    select accepted.lead_id, accepted.hand_off, bool_or(said.kind = 'OutcomeReported') as reported
    from accepted join event as said on said.lead_id = accepted.lead_id
    where said.kind in ('OutcomeReported', 'LeadMerged') and said.abandoned_by is null
      and (said.kind = 'LeadMerged' or (said.body->>'handOff')::integer = accepted.hand_off)
    group by accepted.lead_id, accepted.hand_off),
  late as (
    select distinct accepted.lead_id, accepted.hand_off from accepted join clock using (lead_id, hand_off)
    where clock.until = '"outcome"' and clock.breached_at is not null and clock.withdrawn_at is null and clock.abandoned_by is null)
  select period, agreement_version as "agreementVersion", count(*)::integer as accepted,
    (count(*) filter (where reported and late.lead_id is null))::integer as "inTime", (count(late.lead_id))::integer as late,
    (count(*) filter (where reported is null and late.lead_id is null))::integer as open
  from accepted left join said using (lead_id, hand_off) left join late using (lead_id, hand_off)
  group by period, agreement_version order by period, agreement_version`;

/** Whether sales said how the hand-offs ended that it accepted in each period, and in time, by the version they were accepted under. */
export function outcomeCounts(manager: EntityManager, periods: MeasuredPeriod[]): Promise<(InPeriod & OutcomeCounts)[]> {
  return manager.query(outcomeQuery, boundsOf(periods));
}
