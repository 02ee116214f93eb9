import type { Instant } from '../../calendar/instant.js';
import type { Evolvers } from './evolvers.js';
import { isUntoldOf } from '../clock-parts.js';
import type { Clock, HandOff, LeadState } from '../lead.js';

export const handOffEvolvers: Evolvers<
  | 'HandOffOpened'
  | 'LeadAssigned'
  | 'RepReleased'
  | 'LeadHeld'
  | 'LeadQueued'
  | 'LadderRestarted'
  | 'RepNoticed'
  | 'RepTold'
  | 'LeadAccepted'
> = {
  HandOffOpened: (state, event) => ({
    ...state,
    handOffs: event.handOff,
    broken: [],
    sellerStage: null,
    handOff: {
      number: event.handOff,
      lane: event.lane,
      clause: event.clause,
      openedAt: event.at,
      rung: 0,
      rungUntilAt: null,
      heldUntilAt: null,
      assignedAt: null,
      noticedAt: null,
      acceptedAt: null,
      attemptedAt: null,
      tried: [],
      assignments: 0,
      waits: [],
    },
  }),
  LeadAssigned: (state, event) =>
    inHandOff({ ...state, repId: event.repId, queue: null }, (handOff) => ({
      ...handOff,
      rung: event.rung,
      rungUntilAt: event.rungUntilAt,
      heldUntilAt: null,
      waitsFor: [],
      assignedAt: event.at,
      noticedAt: null,
      ...(event.told === undefined ? {} : { toldAt: null }),
      assignments: event.assignment,
    })),
  RepReleased: (state, event) =>
    inHandOff({ ...state, repId: null, lastRep: { repId: event.repId, at: event.at } }, (handOff) => ({
      ...handOff,
      rungUntilAt: null,
      tried: [...handOff.tried, event.repId],
    })),
  LeadHeld: (state, event) =>
    inHandOff({ ...state, queue: null }, (handOff) => ({
      ...handOff,
      rung: event.rung,
      rungUntilAt: null,
      heldUntilAt: event.untilAt,
      waitsFor: event.waitsFor ?? [],
    })),
  LeadQueued: (state, event) =>
    inHandOff({ ...state, queue: event.queue }, (handOff) => ({
      ...handOff,
      rung: event.rung,
      rungUntilAt: null,
      heldUntilAt: event.untilAt ?? null,
      waitsFor: event.waitsFor ?? [],
    })),
  LadderRestarted: (state) => inHandOff(state, (handOff) => ({ ...handOff, heldUntilAt: null, tried: [] })),
  RepNoticed: (state, event) => inHandOff(state, (handOff) => ({ ...handOff, noticedAt: event.at })),
  RepTold: (state, { repId, toldAt }) =>
    inHandOff({ ...state, clocks: state.clocks.map((clock) => told(clock, repId, toldAt)) }, (handOff) => ({
      ...handOff,
      toldAt,
    })),
  LeadAccepted: (state, event) => inHandOff(state, (handOff) => ({ ...handOff, acceptedAt: event.at, rungUntilAt: null })),
};

const told = (clock: Clock, repId: string, at: Instant): Clock =>
  isUntoldOf(clock, repId) ? { ...clock, toldAt: Math.max(at, clock.startedAt) } : clock;

function inHandOff(state: LeadState, change: (handOff: HandOff) => HandOff): LeadState {
  return state.handOff === null ? state : { ...state, handOff: change(state.handOff) };
}
