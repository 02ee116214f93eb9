import type { Team } from '../agreement/team.js';
import type { Lane } from '../agreement/terms.js';
import { businessInstant } from '../calendar/business-instant.js';
import type { Instant } from '../calendar/instant.js';
import { calendarFor } from './clock-hours.js';

/** What a notice to this rep can say of the clocks whose time becomes theirs by it: when they run out if it is taken at `at`. `rung`: of the lane's ladder. */
export function promisedClocks(
  lane: Lane,
  rung: number,
  untold: string[],
  repId: string,
  team: Team,
  at: Instant,
): { clock: string; dueAt: Instant }[] {
  return lane.clocks
    .filter(({ id }) => untold.includes(id))
    .map(({ id, hours, within }) => ({
      clock: id,
      dueAt: businessInstant(calendarFor(hours, { ladder: lane.ladder, rung, repId, offered: [] }, team), at, within),
    }));
}
