import type { LeadState } from './lead.js';

type Held = Pick<LeadState, 'repId' | 'handOff'>;

/** The reps to whom the lead is offered now; none: it is not. */
export const offeredTo = ({ repId, handOff }: Held): string[] => (repId === null ? (handOff?.offer?.reps ?? []) : []);

/** The rep holds the lead, or may take it. */
export const concerns = (state: Held, repId: string): boolean => state.repId === repId || offeredTo(state).includes(repId);
