import type { ClockRule, Rung } from '../agreement/terms.js';
import type { Team } from '../agreement/team.js';
import type { Calendar } from '../calendar/calendar.js';
import { unitedCalendar } from '../calendar/united-calendar.js';

/** What says whose hours a clock counts: the lane's ladder, the rung that the lead stands at, who holds the lead, and to whom it is offered. */
export interface HoursOf {
  ladder: Rung[];
  rung: number;
  repId: string | null;
  offered: string[];
}

/** The calendar that a clock runs by; null: always open. */
export function calendarFor(hours: ClockRule['hours'], { ladder, rung, repId, offered }: HoursOf, team: Team): Calendar | null {
  if (hours === 'always') return null;
  if (hours === 'rep') return hoursOfAny(repId === null ? offered : [repId], hours, team);
  if (hours === 'pool') return poolHours(ladder[rung]?.to === 'pool' ? ladder.slice(rung, rung + 1) : ladder, hours, team);
  return hours === 'coverage' ? poolHours(ladder, hours, team) : (team.calendars[hours.calendar] ?? null);
}

/** When anybody works of any pool on these rungs. */
export function poolHours(rungs: Rung[], id: string, team: Team): Calendar | null {
  const members = rungs.flatMap((rung) => (rung.to === 'pool' ? (team.pools[rung.pool]?.reps ?? []) : []));
  return hoursOfAny(members, id, team);
}

function hoursOfAny(repIds: string[], id: string, { reps }: Team): Calendar | null {
  return unitedCalendar(
    id,
    repIds.flatMap((repId) => (reps[repId] === undefined ? [] : [reps[repId].hours])),
  );
}
