import type { Instant } from '../calendar/instant.js';
import type { BuyerStage, SellerStage } from '../scoring/standing.js';

/** Touches and the plan of them, between a hand-off and its outcome. */
export type FollowUpEvent =
  | {
      kind: 'TouchRecorded';
      at: Instant;
      seq: number;
      channel: string;
      repId: string | null;
      occurredAt: Instant;
      /** How it went, by a word of the agreement. Absent: nobody said, or no word of it. */
      result?: string;
    }
  | { kind: 'CadenceStarted'; at: Instant; cadence: string; handOff: number; step: string; dueAt: Instant; clause: string }
  | {
      kind: 'CadenceStepDue';
      at: Instant;
      cadence: string;
      handOff: number;
      step: string;
      repId: string | null;
      nextStep: string | null;
      nextDueAt: Instant | null;
      tell: boolean;
      clause: string;
      /** The step is due again, for the n-th repetition of this hand-off. Absent: for the first time. */
      repeat?: number;
    }
  /** A touch was as good as the step to come, or as the one the rep was asked for: this step is next. */
  | { kind: 'CadenceAdvanced'; at: Instant; cadence: string; handOff: number; step: string; dueAt: Instant; clause: string }
  /** The step comes again. `repeat` counts the repetitions of the hand-off. */
  | {
      kind: 'CadenceStepAgain';
      at: Instant;
      cadence: string;
      handOff: number;
      step: string;
      dueAt: Instant;
      repeat: number;
      clause: string;
    }
  /** Nothing is planned until a fact with a number above `afterSeq` says something of the field `needs`; then the step comes again. */
  | {
      kind: 'CadenceHeld';
      at: Instant;
      cadence: string;
      handOff: number;
      step: string;
      needs: string;
      afterSeq: number;
      clause: string;
    }
  | { kind: 'CadenceEnded'; at: Instant; cadence: string; handOff: number; why: string; clause?: string }
  /** The seller's cycle and the buyer's have drifted apart; the rep is advised, once a gap and hand-off. */
  | {
      kind: 'GapSeen';
      at: Instant;
      handOff: number;
      gap: string;
      sellerStage: SellerStage;
      buyerStage: BuyerStage;
      repId: string;
      clause: string;
    };
