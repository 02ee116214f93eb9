import type { Instant } from '../../calendar/instant.js';
import type { Evolvers } from './evolvers.js';
import { isUntoldOf } from '../clock-parts.js';
import type { Clock, HandOff, LeadState } from '../lead.js';
import { withoutRejection } from './rejection.js';

export const handOffEvolvers: Evolvers<
  | 'HandOffOpened'
  | 'LeadAssigned'
  | 'LeadOffered'
  | 'OfferEnded'
  | 'RepReleased'
  | 'LeadHeld'
  | 'LeadQueued'
  | 'LadderRestarted'
  | 'RepNoticed'
  | 'RepTold'
  | 'LeadAccepted'
  | 'GapSeen'
> = {
  HandOffOpened: (state, event) => ({
    ...withoutRejection(state),
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
      tried: event.tried ?? [],
      assignments: 0,
      waits: [],
      ...(event.contests === undefined ? {} : { contests: event.contests }),
    },
  }),
  LeadAssigned: (state, event) =>
    inHandOff({ ...state, repId: event.repId, queue: null }, (handOff) => ({
      ...(event.by === 'taken' ? handOff : withoutOffer(handOff)),
      rung: event.rung,
      rungUntilAt: event.rungUntilAt,
      heldUntilAt: null,
      waitsFor: [],
      assignedAt: event.at,
      noticedAt: null,
      ...(event.told === undefined ? {} : { toldAt: null }),
      assignments: event.assignment,
    })),
  LeadOffered: (state, { rung, untilAt, pool, reps, clause, offer }) =>
    inHandOff({ ...state, queue: null }, (handOff) => ({
      ...handOff,
      rung,
      rungUntilAt: untilAt,
      heldUntilAt: null,
      waitsFor: [],
      offer: { pool, reps, clause },
      offers: offer,
      noticedAt: null,
      toldAt: null,
    })),
  OfferEnded: (state, { reps }) =>
    inHandOff(state, (handOff) => ({
      ...withoutOffer(handOff),
      rungUntilAt: null,
      tried: [...handOff.tried, ...reps],
    })),
  RepReleased: (state, event) =>
    inHandOff({ ...state, repId: null, lastRep: { repId: event.repId, at: event.at } }, (handOff) => ({
      ...withoutOffer(handOff),
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
  GapSeen: (state, { gap }) => inHandOff(state, (handOff) => ({ ...handOff, gaps: [...(handOff.gaps ?? []), gap] })),
  LeadAccepted: (state, event) => inHandOff(state, (handOff) => ({ ...handOff, acceptedAt: event.at, rungUntilAt: null })),
};

const told = (clock: Clock, repId: string, at: Instant): Clock =>
  isUntoldOf(clock, repId) ? { ...clock, toldAt: Math.max(at, clock.startedAt) } : clock;

function withoutOffer({ offer: _over, ...handOff }: HandOff): HandOff {
  return handOff;
}

function inHandOff(state: LeadState, change: (handOff: HandOff) => HandOff): LeadState {
  return state.handOff === null ? state : { ...state, handOff: change(state.handOff) };
}
