import type { EntityManager } from 'typeorm';
import type { Stage } from '../../domain/lifecycle/moves.js';
import type { Window } from './cohort-conversion.js';

/** Stays in one stage. `medianMs` and `p90Ms` are of those that ended; null when none did. */
export interface StageTime {
  stage: Stage;
  ended: number;
  goingOn: number;
  medianMs: number | null;
  p90Ms: number | null;
}

/** $1 from, $2 to. A stay begins with the event that enters the stage and ends with the next that enters another. */
export const stageTimeQuery = `
  with stays as (
    select entered.stage, entered.at, lead(entered.at) over (partition by entered.lead_id order by entered.turn, entered.n) as left_at
    from event as opened join event as entered on entered.lead_id = opened.lead_id
    where opened.kind = 'LeadOpened' and opened.abandoned_by is null and opened.at >= $1 and opened.at < $2
      and entered.stage is not null and entered.abandoned_by is null)
  select stage, count(left_at)::integer as ended, (count(*) - count(left_at))::integer as "goingOn",
    percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from left_at - at)::double precision) filter (where left_at is not null) as seconds
  from stays group by stage`;

/** Time in stage, of leads that entered in the window. */
export async function timeInStage(manager: EntityManager, { from, to }: Window): Promise<StageTime[]> {
  const rows = await manager.query<(Omit<StageTime, 'medianMs' | 'p90Ms'> & { seconds: number[] | null })[]>(stageTimeQuery, [
    new Date(from),
    new Date(to),
  ]);
  return rows.map(({ seconds, ...stays }) => ({ ...stays, medianMs: inMs(seconds?.[0]), p90Ms: inMs(seconds?.[1]) }));
}

const inMs = (seconds: number | undefined): number | null => (seconds === undefined ? null : Math.round(seconds * 1000));
