import type { Instant } from '../calendar/instant.js';
import type { ClockRule, EscalationRule } from '../agreement/terms.js';
import type { Baseline } from '../scoring/evidence.js';
import type { SellerStage } from '../scoring/standing.js';
import type { Effect } from './effects.js';
import type { Stage } from './moves.js';

/**
 * Where one lead stands: all that its workflow carries. Plain JSON, small, and free of personal data: ids, numbers, kinds and instants.
 * Every deadline is an absolute instant, so that a clock that runs keeps the deadline it was given.
 */
export interface LeadState {
  v: 1;
  leadId: string;
  stage: Stage;
  stageSinceAt: Instant;
  /** The last turn taken; 0 before the first. */
  turn: number;
  /** Facts up to this number have been seen by a turn. */
  heardSeq: number;
  /** The version of the agreement this lead lives under, and of the team at its last turn. */
  agreementVersion: number;
  teamVersion: number;
  /** Band and buyer stage as of the last turn that saw them change. */
  band: string | null;
  buyerStage: string | null;
  sellerStage: SellerStage | null;
  /** Who holds the lead: a rep, or a queue, or nobody. */
  repId: string | null;
  queue: string | null;
  lastRep: { repId: string; at: Instant } | null;
  /** Hand-offs so far; the running one's detail. */
  handOffs: number;
  handOff: HandOff | null;
  clocks: Clock[];
  /** Clocks of the last hand-off that stopped after their breach: late evidence may still withdraw it. Absent in states older than it. */
  broken?: Clock[];
  escalations: PendingEscalation[];
  track: TrackProgress | null;
  /** How often each track was entered: names the run in effect keys. */
  trackRuns: Record<string, number>;
  cadence: CadenceProgress | null;
  touches: number;
  lastTouchAt: Instant | null;
  recycles: number;
  /** A recycled lead rests: it can't qualify before `untilAt`, unless one of `wakes` happens after `sinceAt`. */
  rest: { sinceAt: Instant; untilAt: Instant | null; wakes: string[]; track: string | null } | null;
  /** `counts: fresh`: what the ledger held when the lead was recycled. */
  baseline: Baseline | null;
  /** Effects that have not ended: running now, waiting for a provider to come back, or stuck. */
  effects: PendingEffect[];
  /** Set by a cancellation from outside; only `retry` clears it. */
  cancelledAt: Instant | null;
}

export interface HandOff {
  number: number;
  lane: string;
  clause: string;
  /** The instant the lead qualified. */
  openedAt: Instant;
  /** Index into the lane's ladder, and until when its rep may accept before the next rung is tried. */
  rung: number;
  rungUntilAt: Instant | null;
  /** Held, or unrouted: the ladder is climbed again at this instant. */
  heldUntilAt: Instant | null;
  /** Held or unrouted: reps who lack nothing but a free seat. A seat that one of them frees wakes the lead. */
  waitsFor?: string[];
  assignedAt: Instant | null;
  noticedAt: Instant | null;
  /** When the rep who holds the lead was really told of it, or acted on it unasked; null: not yet. Absent in hand-offs older than it. */
  toldAt?: Instant | null;
  acceptedAt: Instant | null;
  attemptedAt: Instant | null;
  /** Reps who had it and did not accept. */
  tried: string[];
  /** How often it was assigned: names the assignment in effect keys. */
  assignments: number;
  /** Clocks whose escalation has been set up: it counts on the lead's own wait, so only once a hand-off. */
  waits: string[];
}

/** A running promise. `id` names its purpose (`handOff:2/accept#1`), never a counter across the life. */
export interface Clock {
  id: string;
  clock: string;
  clause: string;
  handOff: number;
  until: ClockRule['until'];
  by: ClockRule['by'];
  repId: string | null;
  startedAt: Instant;
  dueAt: Instant;
  /** A breached clock stays until it is met or the hand-off ends, so that late evidence can withdraw the breach. Charged to `by`. */
  breachedAt: Instant | null;
  /**
   * Clocks of sales have two parts: until its rep is told the time is the system's, from then on theirs. Null: not told yet. Absent: a clock of
   * others, or one that started before there were two parts.
   */
  toldAt?: Instant | null;
  /** It ran out before its rep was told: charged to the system. Absent: it did not. */
  systemBreachedAt?: Instant;
  /** What has moved the deadline, oldest first. Absent: nothing. */
  credits?: Credit[];
}

/** Time that a clock's deadline was moved by, because it was not its rep's. `ms` counts in the clock's own hours. */
export interface Credit {
  reason: 'untold' | 'outage';
  /** `untold`: why the notice came late, as a code (`mail.unreachable`). `outage`: what was away (`api, worker`). Null: not known. */
  detail: string | null;
  fromAt: Instant;
  untilAt: Instant;
  ms: number;
}

export interface PendingEscalation {
  key: string;
  clause: string;
  of: string;
  /** Share of the clock's promise, 1.5 = 150 %. */
  share: number;
  at: Instant;
  do: EscalationRule['do'];
}

export interface TrackProgress {
  track: string;
  run: number;
  /** Path of the step in progress, from the track's steps down into `met` or `else`: ids, never positions. */
  step: string;
  stepStartedAt: Instant;
  /** When a `wait` or `waitFor` step ends by itself. */
  untilAt: Instant | null;
  /** The signal a `waitFor` step listens for. */
  signal: string | null;
}

export interface CadenceProgress {
  cadence: string;
  handOff: number;
  step: string;
  /** When this step began to count: a touch since then makes the reminder needless. */
  sinceAt: Instant;
  dueAt: Instant;
}

export interface PendingEffect {
  effect: Effect;
  /** `postponed`: a nurture mail that may not go yet; nothing has failed. `held`: its channel is away; it is released when the incident is over. */
  status: 'running' | 'waiting' | 'stuck' | 'postponed' | 'held';
  /** An incident has held it: until it ends or sticks, its channel may be away for everybody. Absent: none has. */
  wasHeld?: true;
  /** Rounds of attempts that failed. */
  failures: number;
  code: string | null;
  sinceAt: Instant;
  /** When it is tried again by itself, or may go. */
  retryAt: Instant | null;
}

/** The state of a lead nobody has heard of. */
export function newLead(leadId: string, at: Instant): LeadState {
  return {
    v: 1,
    leadId,
    stage: 'inquiry',
    stageSinceAt: at,
    turn: 0,
    heardSeq: 0,
    agreementVersion: 0,
    teamVersion: 0,
    band: null,
    buyerStage: null,
    sellerStage: null,
    repId: null,
    queue: null,
    lastRep: null,
    handOffs: 0,
    handOff: null,
    clocks: [],
    broken: [],
    escalations: [],
    track: null,
    trackRuns: {},
    cadence: null,
    touches: 0,
    lastTouchAt: null,
    recycles: 0,
    rest: null,
    baseline: null,
    effects: [],
    cancelledAt: null,
  };
}

/** Why a lead is stuck, as a code for people and searches; null when it is not. */
export function stuckReason(state: LeadState): string | null {
  if (state.cancelledAt !== null) return 'cancelled';
  return state.effects.find((pending) => pending.status === 'stuck')?.code ?? null;
}
