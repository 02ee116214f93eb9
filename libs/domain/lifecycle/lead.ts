import type { Instant } from '../calendar/instant.js';
import type { ClockRule, EscalationRule } from '../agreement/terms.js';
import type { Baseline } from '../scoring/evidence.js';
import type { SellerStage } from '../scoring/standing.js';
import type { Effect } from './effects.js';
import type { Stage } from './moves.js';
import type { AskedTouch, CadenceProgress, TrackProgress } from './plan-progress.js';

/**
 * Where one lead stands: all that its workflow carries. Plain JSON, small, and free of personal data: ids, numbers, kinds and instants.
 * Every deadline is an absolute instant, so that a clock that runs keeps the deadline it was given.
 */
export interface LeadState {
  v: 1;
  leadId: string;
  stage: Stage;
  stageSinceAt: Instant;
  /** It ended while what would reopen it held: only what comes since may. Absent: it did not hold, or the end is older than this. */
  reopenHeld?: true;
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
  /** Clocks of the last hand-off that ended after their breach, stopped or met too late: late evidence may still withdraw it. Absent in states older than it. */
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
  /** A rejection that marketing may contest. Absent: none. */
  rejection?: Rejection;
  /** How often the lead was found incomplete, waiting for the hand-off of that number. Absent: never. */
  incomplete?: { handOff: number; runs: number };
  /** Effects that have not ended: running now, waiting for a provider to come back, or stuck. */
  effects: PendingEffect[];
  /** Set by a cancellation from outside; only `retry` clears it. */
  cancelledAt: Instant | null;
  /** The move that brought the lead under its version, and what to go back to. Absent: no move did, or it was undone. */
  moved?: Move;
}

/** What undoing a move puts back. It can't be undone once something was decided by the version: `boundBy`, the kind of that event. */
export interface Move {
  moveId: string;
  from: number;
  baseline: Baseline | null;
  track: TrackProgress | null;
  lane: { lane: string; clause: string } | null;
  boundBy: string | null;
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
  /** Offered to these reps of a pool at once: the first who accepts has it. It stays once one of them has. Absent: it is not, or no longer. */
  offer?: Offer;
  /** How often it was offered: names the offer in effect keys. Absent: never. */
  offers?: number;
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
  /** The assignment under which an attempt was heard last, however long ago it was made. Absent: none was, or before Baton kept it. */
  attemptHeard?: number;
  /** Clocks whose escalation has been set up: it counts on the lead's own wait, so only once a hand-off. */
  waits: string[];
  /** The planned touch that the rep was told of last, and has not answered. Absent: none. */
  asked?: AskedTouch;
  /** How often a step of the cadence was repeated: names the repetition in effect keys. Absent: never. */
  repeats?: number;
  /** Gaps between the two cycles that were seen. Absent: none. */
  gaps?: string[];
  /** The hand-off whose rejection this one contests. Absent: none. */
  contests?: number;
}

/** A rejection that may be contested, and what it changed. */
export interface Rejection {
  handOff: number;
  lane: string;
  repId: string;
  reason: string;
  clause: string;
  untilAt: Instant;
  agreementVersion: number;
  recycles: number;
  baseline: Baseline | null;
}

export interface Offer {
  pool: string;
  reps: string[];
  clause: string;
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
  /** It runs while the lead is offered to this pool, and is charged to it. Absent: it does not. */
  pool?: string;
  startedAt: Instant;
  dueAt: Instant;
  /** It begins anew with each touch. Absent: it does not. */
  fromTouch?: true;
  /** A breached clock stays until it is met or the hand-off ends, so that late evidence can withdraw the breach. Charged to `by`. */
  breachedAt: Instant | null;
  /** It was broken and has ended: when its hand-off opened, from where evidence counts for it. Absent: it runs, or ended before this was kept. */
  countsFrom?: Instant;
  /**
   * Clocks of sales have two parts: until its rep is told the time is the system's, from then on theirs. Null: not told yet. Absent: a clock of
   * others, or one that started before there were two parts.
   */
  toldAt?: Instant | null;
  /** It ran out before its rep was told: charged to the system. Absent: it did not. */
  systemBreachedAt?: Instant;
  /** What has moved the deadline, oldest first. Absent: nothing. */
  credits?: Credit[];
  /** The lead has taken another version since it started: what the clock keeps of its own. Absent: the lead's version is the clock's. */
  given?: Given;
}

/** A promise is kept as it was given: `promise` as the lane had it (null: it had none), and signals as that version reads them. */
export interface Given {
  version: number;
  promise: Pick<ClockRule, 'within' | 'hours'> | null;
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
