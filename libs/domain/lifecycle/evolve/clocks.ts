import type { Evolvers } from './evolvers.js';
import type { LeadState } from '../lead.js';

export const clockEvolvers: Evolvers<
  'ClockStarted' | 'ClockMet' | 'ClockBreached' | 'BreachWithdrawn' | 'ClockStopped' | 'Escalated'
> = {
  ClockStarted: (state, { id, clock, clause, handOff, until, by, repId, startedAt, dueAt, escalations }) => ({
    ...state,
    clocks: [...state.clocks, { id, clock, clause, handOff, until, by, repId, startedAt, dueAt, breachedAt: null }],
    escalations: [...state.escalations, ...escalations],
    handOff: state.handOff && { ...state.handOff, waits: withWait(state.handOff.waits, clock) },
  }),
  ClockMet: (state, event) => ({
    ...without(state, event.id),
    escalations: state.escalations.filter(({ of }) => of !== event.clock),
  }),
  ClockBreached: (state, event) => ({
    ...state,
    clocks: state.clocks.map((clock) => (clock.id === event.id ? { ...clock, breachedAt: event.at } : clock)),
  }),
  BreachWithdrawn: (state) => state,
  ClockStopped: (state, event) => without(state, event.id),
  Escalated: (state, event) => ({ ...state, escalations: state.escalations.filter(({ key }) => key !== event.key) }),
};

const without = (state: LeadState, id: string): LeadState => ({
  ...state,
  clocks: state.clocks.filter((clock) => clock.id !== id),
});
const withWait = (waits: string[], clock: string): string[] => (waits.includes(clock) ? waits : [...waits, clock]);
