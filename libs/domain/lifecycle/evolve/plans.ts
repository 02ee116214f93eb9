import type { Evolvers } from './evolvers.js';

export const planEvolvers: Evolvers<
  'TrackStarted' | 'TrackStepStarted' | 'MessageDue' | 'TrackEnded' | 'CadenceStarted' | 'CadenceStepDue' | 'CadenceEnded'
> = {
  TrackStarted: (state, event) => ({ ...state, trackRuns: { ...state.trackRuns, [event.track]: event.run } }),
  TrackStepStarted: (state, { track, run, step, at, untilAt, signal }) => ({
    ...state,
    track: { track, run, step, stepStartedAt: at, untilAt, signal },
  }),
  MessageDue: (state) => state,
  TrackEnded: (state) => ({ ...state, track: null }),
  CadenceStarted: (state, { cadence, handOff, step, dueAt, at }) => ({
    ...state,
    cadence: { cadence, handOff, step, sinceAt: at, dueAt },
  }),
  CadenceStepDue: (state, { cadence, handOff, nextStep, nextDueAt, at }) => ({
    ...state,
    cadence: nextStep === null || nextDueAt === null ? null : { cadence, handOff, step: nextStep, sinceAt: at, dueAt: nextDueAt },
  }),
  CadenceEnded: (state) => ({ ...state, cadence: null }),
};
