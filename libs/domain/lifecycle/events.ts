import type { ClockRule, EscalationRule, OutcomeRule } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Postponement } from '../contact/judge-mail.js';
import type { Baseline } from '../scoring/evidence.js';
import type { SellerStage } from '../scoring/standing.js';
import type { Effect } from './effects.js';
import type { FollowUpEvent } from './follow-up-events.js';
import type { EffectOutcome } from './inputs.js';
import type { Credit, Given, PendingEscalation } from './lead.js';
import type { TrackProgress } from './plan-progress.js';
import type { Stage } from './moves.js';

/** What then happened to a lead. Names are for ever: they stand in Postgres. No personal data. `clause` is the path of the agreement that asked for it. */
export type LeadEvent =
  | { kind: 'LeadOpened'; at: Instant; agreementVersion: number }
  | {
      kind: 'VersionTaken';
      at: Instant;
      from: number;
      to: number;
      /** `moved`: by a move, before its time; `undone`: that move was taken back. */
      why: 'handOff' | 'recycle' | 'reopened' | 'moved' | 'undone';
      moveId?: string;
      /** What the score leaves out, by the rules of the version taken. */
      baseline: Baseline | null;
      /** Where it stands in its track now. */
      track: TrackProgress | null;
      /** The running hand-off's lane, if it is another now. */
      lane: { lane: string; clause: string } | null;
      /** What running clocks keep of the version that is left, by clock id. */
      given: Record<string, Given>;
    }
  /** `reopenHeld`: the lead has ended, and what would reopen it holds already. Absent: it does not, or the event is older than it. */
  | { kind: 'StageChanged'; at: Instant; from: Stage; to: Stage; why: string; clause?: string; reopenHeld?: true }
  | { kind: 'StandingChanged'; at: Instant; band: string; buyerStage: string; fit: number; engagement: number }
  | { kind: 'SellerStageReached'; at: Instant; sellerStage: SellerStage; signal: string }
  | { kind: 'TrackStarted'; at: Instant; track: string; run: number; clause: string }
  | {
      kind: 'TrackStepStarted';
      at: Instant;
      track: string;
      run: number;
      step: string;
      clause: string;
      untilAt: Instant | null;
      signal: string | null;
    }
  | { kind: 'MessageDue'; at: Instant; key: string; message: string; clause: string; as?: 'nurture' | 'answer'; dueAt?: Instant }
  | { kind: 'MessagePostponed'; at: Instant; key: string; untilAt: Instant; why: Postponement }
  | { kind: 'TrackEnded'; at: Instant; track: string; run: number; why: 'finished' | 'left' }
  | {
      kind: 'HandOffOpened';
      at: Instant;
      handOff: number;
      lane: string;
      clause: string;
      /** What it comes without (lacks.ts). Absent in events older than it. */
      lacks?: string[];
      /** The hand-off whose rejection it contests, and who is passed over for it. Absent: none. */
      contests?: number;
      tried?: string[];
    }
  /** A lane calls for the lead, but it misses these requirements; it waits for the hand-off of that number for the n-th time. */
  | { kind: 'LeadIncomplete'; at: Instant; handOff: number; run: number; lane: string; lacking: string[]; clause: string }
  | {
      kind: 'LeadAssigned';
      at: Instant;
      handOff: number;
      repId: string;
      by: 'ladder' | 'escalation' | 'command' | 'taken';
      rung: number;
      rungUntilAt: Instant | null;
      assignment: number;
      clause: string;
      /** The pool it was taken through, and how that chose; null or absent: no pool did. */
      pool?: string | null;
      strategy?: string | null;
      /** Their clocks start now, before they are told. Absent in events older than it: with their notice. */
      told?: false;
      whyNot: PassedOver[];
    }
  | {
      kind: 'LeadOffered';
      at: Instant;
      handOff: number;
      offer: number;
      rung: number;
      pool: string;
      reps: string[];
      /** Until when one of them may accept before the next rung is tried; null: no limit. */
      untilAt: Instant | null;
      clause: string;
      whyNot: PassedOver[];
    }
  | { kind: 'OfferEnded'; at: Instant; handOff: number; reps: string[]; why: string }
  | { kind: 'RepReleased'; at: Instant; handOff: number; repId: string; why: string }
  | ({ kind: 'LeadHeld'; at: Instant; handOff: number; rung: number; untilAt: Instant; clause: string } & Waiting)
  | ({
      kind: 'LeadQueued';
      at: Instant;
      handOff: number;
      rung: number;
      queue: string;
      untilAt?: Instant | null;
      clause: string;
    } & Waiting)
  | { kind: 'LadderRestarted'; at: Instant; handOff: number }
  | { kind: 'RepNoticed'; at: Instant; handOff: number; repId: string; outcome: EffectOutcome }
  | { kind: 'RepTold'; at: Instant; handOff: number; repId: string; toldAt: Instant; how: 'notice' | 'accept' | 'touch' }
  | {
      kind: 'ClockStarted';
      at: Instant;
      id: string;
      clock: string;
      clause: string;
      handOff: number;
      until: ClockRule['until'];
      by: ClockRule['by'];
      repId: string | null;
      pool?: string;
      startedAt: Instant;
      dueAt: Instant;
      fromTouch?: true;
      /** Clocks of sales only: see Clock. */
      toldAt?: Instant | null;
      escalations: PendingEscalation[];
    }
  | ({
      kind: 'ClockCredited';
      at: Instant;
      id: string;
      clock: string;
      dueAt: Instant;
      /** What escalates the clock moves with it. */
      escalations: { key: string; at: Instant }[];
    } & Credit)
  | { kind: 'ClockMet'; at: Instant; id: string; clock: string; lateMs: number }
  | {
      kind: 'ClockBreached';
      at: Instant;
      id: string;
      clock: string;
      clause: string;
      dueAt: Instant;
      /** To whom it is charged: `system`, and no rep, if the rep had not been told. Absent in events older than it: the clock's own. */
      by?: ClockRule['by'];
      repId: string | null;
      /** Nobody of this pool took the lead. Absent: it was not offered to a pool. */
      pool?: string;
    }
  | { kind: 'BreachWithdrawn'; at: Instant; id: string; clock: string; evidenceAt: Instant }
  /** `anew`: it begins again at once, and what escalates it with it. */
  | { kind: 'ClockStopped'; at: Instant; id: string; clock: string; why: string; anew?: true }
  | {
      kind: 'Escalated';
      at: Instant;
      key: string;
      handOff: number;
      of: string;
      share: number;
      do: EscalationRule['do'];
      repId: string | null;
      clause: string;
      dueAt: Instant;
    }
  | { kind: 'LeadAccepted'; at: Instant; handOff: number; repId: string; commandId: string }
  | {
      kind: 'LeadRejected';
      at: Instant;
      handOff: number;
      repId: string;
      reason: string;
      commandId: string;
      clause: string;
      /** Until when marketing may contest it. Absent: it may not. */
      contestUntilAt?: Instant;
    }
  /** The lead is as it was before the rejection: `recycles` and `baseline` are those of then. */
  | {
      kind: 'RejectionContested';
      at: Instant;
      handOff: number;
      reason: string;
      commandId: string;
      recycles: number;
      baseline: Baseline | null;
      clause: string;
    }
  | FollowUpEvent
  | {
      kind: 'OutcomeReported';
      at: Instant;
      handOff: number;
      repId: string;
      reason: string;
      is: OutcomeRule['is'];
      commandId: string;
      clause: string;
    }
  | {
      kind: 'LeadRecycled';
      at: Instant;
      recycle: number;
      untilAt: Instant | null;
      wakes: string[];
      track: string | null;
      baseline: Baseline | null;
      clause: string;
    }
  | { kind: 'RestEnded'; at: Instant; why: 'due' | 'signal'; signal: string | null }
  | { kind: 'LeadReopened'; at: Instant; from: Stage; baseline: Baseline; keepLastRep: boolean; clause: string }
  | { kind: 'LeadMerged'; at: Instant; intoLeadId: string }
  | { kind: 'EffectDone'; at: Instant; key: string; outcome: EffectOutcome; why?: string }
  | { kind: 'EffectHeld'; at: Instant; key: string; code: string; retryAt: Instant }
  | { kind: 'EffectWaits'; at: Instant; key: string; code: string; failures: number; retryAt: Instant }
  | { kind: 'LeadStuck'; at: Instant; key: string; code: string; failures: number; retryAt: Instant }
  | { kind: 'EffectRetried'; at: Instant; key: string; why: 'retry' | 'due' | 'open' | 'returned'; lateMs?: number }
  | { kind: 'EffectDropped'; at: Instant; key: string; why: string }
  | { kind: 'LeadCancelled'; at: Instant }
  | { kind: 'LeadFreed'; at: Instant }
  | { kind: 'EffectPlanned'; at: Instant; effect: Effect };

/** A rep who could not have the lead, and why (a code of libs/domain/routing). */
export interface PassedOver {
  repId: string;
  why: string;
}

/** `waitsFor`: reps who lack nothing but a free seat. Both are absent in events older than they. */
interface Waiting {
  waitsFor?: string[];
  whyNot?: PassedOver[];
}
