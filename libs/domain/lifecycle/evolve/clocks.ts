import type { Evolvers } from './evolvers.js';
import type { Clock, LeadState } from '../lead.js';

export const clockEvolvers: Evolvers<
  'ClockStarted' | 'ClockCredited' | 'ClockMet' | 'ClockBreached' | 'BreachWithdrawn' | 'ClockStopped' | 'Escalated'
> = {
  ClockStarted: (state, { kind: _kind, at: _at, escalations, ...clock }) => ({
    ...state,
    clocks: [...state.clocks, { ...clock, breachedAt: null }],
    escalations: [...state.escalations, ...escalations],
    handOff: state.handOff && { ...state.handOff, waits: withWait(state.handOff.waits, clock.clock) },
  }),
  ClockCredited: (state, { id, dueAt, escalations, reason, detail, fromAt, untilAt, ms }) => ({
    ...change(state, id, (clock) => ({
      ...clock,
      dueAt,
      credits: [...(clock.credits ?? []), { reason, detail, fromAt, untilAt, ms }],
    })),
    escalations: state.escalations.map((step) => ({
      ...step,
      at: escalations.find(({ key }) => key === step.key)?.at ?? step.at,
    })),
  }),
  ClockMet: (state, event) => ({
    ...without(state, event.id),
    broken: withBroken(state, event.id),
    escalations: state.escalations.filter(({ of }) => of !== event.clock),
  }),
  ClockBreached: (state, { id, at, by }) =>
    change(state, id, (clock) =>
      by === 'system' && clock.by !== 'system' ? { ...clock, systemBreachedAt: at } : { ...clock, breachedAt: at },
    ),
  BreachWithdrawn: (state, { id }) => ({
    ...change(state, id, kept),
    ...(state.broken === undefined ? {} : { broken: state.broken.filter((clock) => clock.id !== id) }),
  }),
  ClockStopped: (state, event) => ({
    ...without(state, event.id),
    broken: withBroken(state, event.id),
    escalations: event.anew === true ? state.escalations.filter(({ of }) => of !== event.clock) : state.escalations,
  }),
  Escalated: (state, event) => ({ ...state, escalations: state.escalations.filter(({ key }) => key !== event.key) }),
};

const change = (state: LeadState, id: string, update: (clock: Clock) => Clock): LeadState => ({
  ...state,
  clocks: state.clocks.map((clock) => (clock.id === id ? update(clock) : clock)),
});

const without = (state: LeadState, id: string): LeadState => ({
  ...state,
  clocks: state.clocks.filter((clock) => clock.id !== id),
});
const withWait = (waits: string[], clock: string): string[] => (waits.includes(clock) ? waits : [...waits, clock]);

/** The clock without the breach that its part has now. */
function kept(clock: Clock): Clock {
  if (clock.breachedAt !== null) return { ...clock, breachedAt: null };
  const { systemBreachedAt: _withdrawn, ...rest } = clock;
  return rest;
}

/** A lead that goes from rep to rep keeps the latest: the state stays small. */
const mostBroken = 8;

function withBroken({ clocks, broken = [], handOff }: LeadState, id: string): Clock[] {
  const ended = clocks
    .filter((clock) => clock.id === id && clock.breachedAt !== null)
    // Its hand-off may be forgotten when evidence comes: what counts for it is what did while it ran, be it from before its start.
    .map((clock) => (handOff === null ? clock : { ...clock, countsFrom: handOff.openedAt }));
  return [...broken, ...ended].slice(-mostBroken);
}
