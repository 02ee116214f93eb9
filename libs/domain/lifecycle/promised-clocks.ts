import type { Team } from '../agreement/team.js';
import type { Lane } from '../agreement/terms.js';
import { businessInstant } from '../calendar/business-instant.js';
import type { Instant } from '../calendar/instant.js';
import { calendarFor } from './clocks.js';

/** The clocks that a notice to this rep will start, as they run if it is taken at `at`: what the notice itself can say of them. */
export function promisedClocks(lane: Lane, repId: string, team: Team, at: Instant): { clock: string; dueAt: Instant }[] {
  return lane.clocks
    .filter(({ from }) => from === 'noticed')
    .map(({ id, hours, within }) => ({ clock: id, dueAt: businessInstant(calendarFor(hours, repId, team), at, within) }));
}
