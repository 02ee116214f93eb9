import type { Evolvers } from './evolvers.js';
import type { HandOff, LeadState } from '../lead.js';

export const planEvolvers: Evolvers<
  | 'TrackStarted'
  | 'TrackStepStarted'
  | 'MessageDue'
  | 'TrackEnded'
  | 'CadenceStarted'
  | 'CadenceStepDue'
  | 'CadenceAdvanced'
  | 'CadenceStepAgain'
  | 'CadenceHeld'
  | 'CadenceEnded'
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
  CadenceStepDue: (state, { cadence, handOff, step, nextStep, nextDueAt, at, tell }) => ({
    ...state,
    cadence: nextStep === null || nextDueAt === null ? null : { cadence, handOff, step: nextStep, sinceAt: at, dueAt: nextDueAt },
    handOff: asking(state.handOff, tell ? { cadence, handOff, step } : null),
  }),
  CadenceAdvanced: (state, { cadence, handOff, step, dueAt, at }) => ({
    ...state,
    cadence: { cadence, handOff, step, sinceAt: at + untouched, dueAt },
  }),
  CadenceStepAgain: (state, { cadence, handOff, step, dueAt, repeat, at }) => ({
    ...state,
    cadence: { cadence, handOff, step, sinceAt: at + untouched, dueAt, repeat },
    handOff: state.handOff && { ...state.handOff, repeats: repeat },
  }),
  CadenceHeld: (state, { cadence, handOff, step, needs: field, afterSeq, clause, at }) => ({
    ...state,
    cadence: { cadence, handOff, step, sinceAt: at, dueAt: at, needs: { field, afterSeq, clause } },
  }),
  // One that ran to its end may yet be answered; one that was ended is over.
  CadenceEnded: (state, { why }) => ({
    ...state,
    cadence: null,
    handOff: why === 'finished' ? state.handOff : asking(state.handOff, null),
  }),
};

/** The very touch that brought a step on does not make it needless. */
const untouched = 1;

function asking(handOff: LeadState['handOff'], asked: HandOff['asked'] | null): LeadState['handOff'] {
  if (handOff === null) return null;
  const { asked: _before, ...rest } = handOff;
  return asked === null || asked === undefined ? rest : { ...rest, asked };
}
