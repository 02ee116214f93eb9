import type { Team } from '../agreement/team.js';
import type { Instant } from '../calendar/instant.js';
import { openMs } from '../calendar/open-ms.js';
import type { SalesModel } from './sales-model.js';

const hourMs = 3_600_000;
const weekMs = 168 * hourMs;
/** Whoever has no calendar can be reached always, but works no more than others. */
const usualWeek = 40;

/** Hours that the reps of the team's pools work from one instant until another, absences taken out. */
export function hoursAvailable(team: Team, from: Instant, until: Instant): number {
  const repIds = new Set(Object.values(team.pools).flatMap(({ reps }) => reps));
  let hours = 0;
  for (const id of repIds) {
    const rep = team.reps[id];
    if (rep === undefined) continue;
    hours += rep.hours === null ? (usualWeek * (until - from)) / weekMs : openMs(rep.hours, from, until) / hourMs;
  }
  return hours;
}

/** Hours that so many accepted hand-offs take: touches of each, and minutes of a touch, by the model. */
export const hoursNeeded = (accepted: number, { touchesEach, minutesEach }: SalesModel): number =>
  (accepted * touchesEach * minutesEach) / 60;

export const repsWithoutCalendar = ({ pools, reps }: Team): string[] =>
  [...new Set(Object.values(pools).flatMap((pool) => pool.reps))].filter((id) => reps[id]?.hours === null);
