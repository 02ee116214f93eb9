import type { Calendar } from '../../calendar/calendar.js';
import type { LeadState } from '../lead.js';
import type { Context } from '../story.js';

/** Planned touches count in the working time of the rep who holds the lead; null: always. */
export const repHours = ({ repId }: Pick<LeadState, 'repId'>, { world }: Context): Calendar | null =>
  repId === null ? null : (world.team.reps[repId]?.hours ?? null);
