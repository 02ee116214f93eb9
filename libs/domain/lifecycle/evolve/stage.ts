import type { Instant } from '../../calendar/instant.js';
import type { Evolvers } from './evolvers.js';
import type { HandOff } from '../lead.js';
import { contestable, withoutRejection } from './rejection.js';
import { hasEnded, isWithSales } from '../moves.js';

export const stageEvolvers: Evolvers<
  | 'LeadOpened'
  | 'StageChanged'
  | 'StandingChanged'
  | 'SellerStageReached'
  | 'TouchRecorded'
  | 'OutcomeReported'
  | 'LeadRejected'
  | 'RejectionContested'
  | 'LeadIncomplete'
  | 'LeadRecycled'
  | 'RestEnded'
  | 'LeadReopened'
  | 'LeadMerged'
  | 'LeadCancelled'
  | 'LeadFreed'
> = {
  LeadOpened: (state, event) => ({ ...state, agreementVersion: event.agreementVersion }),
  StageChanged: (state, event) => {
    // An ended lead rests for nothing.
    const rest = hasEnded(event.to) ? null : state.rest;
    const { reopenHeld: _last, ...was } = state;
    const mark = event.reopenHeld === undefined ? {} : { reopenHeld: event.reopenHeld };
    const moved = { ...was, stage: event.to, stageSinceAt: event.at, rest, ...mark };
    if (isWithSales(event.to)) return moved;
    // A hand-off's detail lives as long as sales holds the lead; the clock of a hand-off to come runs on.
    const clocks = state.clocks.filter(({ handOff }) => handOff > state.handOffs);
    return { ...moved, handOff: null, queue: null, escalations: [], clocks };
  },
  StandingChanged: (state, event) => ({ ...state, band: event.band, buyerStage: event.buyerStage }),
  SellerStageReached: (state, event) => ({ ...state, sellerStage: event.sellerStage }),
  TouchRecorded: (state, event) => ({
    ...state,
    touches: state.touches + 1,
    lastTouchAt: Math.max(event.occurredAt, state.lastTouchAt ?? event.occurredAt),
    handOff: state.handOff && attempted(state.handOff, event.occurredAt),
  }),
  OutcomeReported: (state) => state,
  LeadRejected: (state, event) => ({ ...withoutRejection(state), ...contestable(state, event) }),
  RejectionContested: (state, { recycles, baseline }) => ({ ...withoutRejection(state), recycles, baseline, rest: null }),
  LeadIncomplete: (state, { handOff, run }) => ({ ...state, incomplete: { handOff, runs: run } }),
  LeadRecycled: (state, event) => ({
    ...state,
    recycles: event.recycle,
    sellerStage: null,
    baseline: event.baseline,
    rest: { sinceAt: event.at, untilAt: event.untilAt, wakes: event.wakes, track: event.track },
  }),
  RestEnded: (state) => ({ ...state, rest: null }),
  LeadReopened: (state, event) => ({
    ...state,
    sellerStage: null,
    rest: null,
    baseline: event.baseline,
    lastRep: event.keepLastRep ? state.lastRep : null,
  }),
  LeadMerged: (state) => state,
  LeadCancelled: (state, event) => ({ ...state, cancelledAt: event.at }),
  LeadFreed: (state) => ({ ...state, cancelledAt: null }),
};

// A touch answers what the rep was asked for last.
function attempted({ asked, ...handOff }: HandOff, at: Instant): HandOff {
  if (at < handOff.openedAt) return asked === undefined ? handOff : { ...handOff, asked };
  return { ...handOff, attemptedAt: handOff.attemptedAt ?? at, attemptHeard: handOff.assignments };
}
