import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import type { Stage } from '../../domain/lifecycle/moves.js';

/** A window of entries: from, and to but not with. */
export interface Window {
  from: Instant;
  to: Instant;
}

/** Leads that entered in one week (Monday, UTC), and how many of them ever entered each stage. `inquiry` counts them all. */
export interface Cohort {
  weekOf: string;
  leads: number;
  reached: Partial<Record<Stage, number>>;
}

/** $1 from, $2 to. Abandoned events never count. */
export const cohortQuery = `
  with opened as (
    select lead_id, date_trunc('week', at, 'UTC') as week from event
    where kind = 'LeadOpened' and abandoned_by is null and at >= $1 and at < $2)
  select to_char(week at time zone 'UTC', 'YYYY-MM-DD') as week, stage, count(*)::integer as leads from (
    select distinct opened.lead_id, opened.week, entered.stage from opened join event as entered on entered.lead_id = opened.lead_id
    where entered.stage is not null and entered.abandoned_by is null) as reached
  group by reached.week, stage order by reached.week`;

/** Conversion by the week of entry, oldest first. Weeks without an entry are left out. */
export async function cohortConversion(manager: EntityManager, { from, to }: Window): Promise<Cohort[]> {
  const rows = await manager.query<{ week: string; stage: Stage; leads: number }[]>(cohortQuery, [new Date(from), new Date(to)]);
  const cohorts = new Map<string, Cohort>();
  for (const { week, stage, leads } of rows) {
    const cohort = cohorts.get(week) ?? { weekOf: week, leads: 0, reached: {} };
    cohort.reached[stage] = leads;
    cohort.leads = cohort.reached.inquiry ?? 0;
    cohorts.set(week, cohort);
  }
  return [...cohorts.values()];
}
