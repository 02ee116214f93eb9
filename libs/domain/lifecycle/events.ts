import type { ClockRule, EscalationRule, OutcomeRule } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Postponement } from '../contact/judge-mail.js';
import type { Baseline } from '../scoring/evidence.js';
import type { SellerStage } from '../scoring/standing.js';
import type { Effect } from './effects.js';
import type { EffectOutcome } from './inputs.js';
import type { Credit, PendingEscalation } from './lead.js';
import type { Stage } from './moves.js';

/** What then happened to a lead. Names are for ever: they stand in Postgres. No personal data. `clause` is the path of the agreement that asked for it. */
export type LeadEvent =
  | { kind: 'LeadOpened'; at: Instant; agreementVersion: number }
  | { kind: 'StageChanged'; at: Instant; from: Stage; to: Stage; why: string; clause?: string }
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
  | { kind: 'HandOffOpened'; at: Instant; handOff: number; lane: string; clause: string }
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
      startedAt: Instant;
      dueAt: Instant;
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
    }
  | { kind: 'BreachWithdrawn'; at: Instant; id: string; clock: string; evidenceAt: Instant }
  | { kind: 'ClockStopped'; at: Instant; id: string; clock: string; why: string }
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
  | { kind: 'LeadRejected'; at: Instant; handOff: number; repId: string; reason: string; commandId: string; clause: string }
  | { kind: 'TouchRecorded'; at: Instant; seq: number; channel: string; repId: string | null; occurredAt: Instant }
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
    }
  | { kind: 'CadenceEnded'; at: Instant; cadence: string; handOff: number; why: string }
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
