import type { Shift } from '../calendar/calendar.js';
import type { Span } from '../calendar/instant.js';
import type { BuyerStage, SellerStage } from '../scoring/standing.js';
import type { Condition, Scalar, ValueTest } from './conditions.js';
import type { GapRule, ResultRule } from './follow-up.js';
import type { PromiseRule } from './promises.js';
import type { ReviewTerms } from './review.js';
import type { SignsTerms } from './signs.js';

/** The agreement compiled: plain JSON, immutable, every clause named by its path in the document. */
export interface Terms {
  name: string;
  signs: SignsTerms;
  review: ReviewTerms | null;
  /** The team this agreement was written for (null: any), and the lists its conditions may name. */
  uses: { team: string | null; lists: string[] };
  /** The words of the profile, the built-in ones included. `blank` values count as absent. */
  fields: Record<string, FieldRule>;
  signals: Record<string, SignalRule>;
  /** Every condition of the terms that can move a lead, by path and in a fixed order: the bits of `Standing.truths`. */
  conditions: { clause: string; when: Condition }[];
  requirements: Partial<Record<'marketing_qualified' | 'sales_accepted' | 'sales_qualified' | 'opportunity', Requirement[]>>;
  /** A lead that would be handed off, but misses a requirement: its track (null: none), and the clock that runs until it is complete. */
  missing: { track: string | null; clock: ClockRule } | null;
  disqualify: { clause: string; when: Condition; reason: string }[];
  scoring: Scoring;
  sellerStage: Partial<Record<SellerStage, string[]>>;
  contact: ContactTerms;
  nurture: { whileSales: 'quiet' | 'continue'; tracks: Track[] };
  lanes: Lane[];
  cadences: Record<string, Cadence>;
  /** By channel and result. */
  results: Partial<Record<string, Record<string, ResultRule>>>;
  gaps: GapRule[];
  outcomes: OutcomeRule[];
  recycle: { atMost: number | null; counts: 'fresh' | 'all' };
  reopen: { clause: string; when: Condition; from: ('lost' | 'disqualified')[]; keepLastRep: boolean } | null;
  promises: PromiseRule[];
  /** Signals of which every occurrence rings, though the standing stays the same (clocks, waits, wakes and seller stages hang on them). */
  ringSet: string[];
  /** Fields of the profile of which every new word rings: a cadence may wait for it. */
  ringFields: string[];
}

/** What the document says; the rest of the terms follows from it. */
export type Written = Omit<Terms, 'conditions' | 'ringSet' | 'ringFields'>;

export interface FieldRule {
  clause: string;
  /** What conditions may ask for; a value outside it is kept as it came. */
  oneOf: Scalar[] | null;
  number: boolean;
  blank: Scalar[];
  /** Why no condition may ask for it: it was written once the outcome was known. */
  never?: string;
}

export interface SignalRule {
  clause: string;
  /** A fact is evidence if any matcher fits: same kind and every test of `where` holds on the fact's data (dotted paths). */
  matchers: { kind: string; where: Record<string, ValueTest> }[];
  /** The signal holds while at least `times` pieces of evidence lie within the last `withinMs` (null: ever). */
  times: number;
  withinMs: number | null;
  topic: { value: string } | { from: string } | null;
}

export interface Requirement {
  clause: string;
  when: Condition;
}

/** What scoring reads; `lists` comes from the team at the instant. */
export interface Scoring {
  fit: { id: string; clause: string; when: Condition; points: number }[];
  engagement: { id: string; clause: string; signal: string; points: number; halfLifeMs: number | null; cap: number | null }[];
  /** The first that holds; the last has no floor. */
  bands: { band: string; clause: string; fitGte: number | null; engagementGte: number | null }[];
  buyerStage: Partial<Record<BuyerStage, string[]>>;
}

/** When and how often marketing writes to a lead. What answers the lead's own request (a hold's message) is not counted and not held back. */
export interface ContactTerms {
  /** Where the lead's own zone is not known. */
  zone: string;
  /** At most so many mails in any stretch of `perMs`; null: no limit. */
  cap: { atMost: number; perMs: number } | null;
  /** Minutes of the lead's local day; null: at any hour. */
  hours: Shift | null;
  /**
   * What becomes of a mail that is later than `afterMs`: `fire`, as soon as window and cap allow; `nextWindow`, at the beginning of the next
   * window, not in the middle of this one; `skip`, never. Null: as `fire`.
   */
  late: { afterMs: number; do: 'fire' | 'skip' | 'nextWindow' } | null;
}

export interface Track {
  id: string;
  clause: string;
  when: Condition;
  steps: TrackStep[];
}

/** `id` names the step for good (`send:case-study`, `2`): the lead's place in a track is a step id, never a position. */
export type TrackStep =
  | { id: string; clause: string; do: 'send'; message: string }
  | { id: string; clause: string; do: 'wait'; span: Span }
  | { id: string; clause: string; do: 'waitFor'; signal: string; within: Span; met: TrackStep[]; else: TrackStep[] };

export interface Lane {
  id: string;
  clause: string;
  when: Condition;
  ladder: Rung[];
  clocks: ClockRule[];
  escalation: EscalationRule[];
  cadence: string | null;
}

/** How a pool's lead finds its rep. `first-come`: it is offered to all who can take it, and the first who accepts has it. */
export const strategies = ['round-robin', 'least-loaded', 'first-come'] as const;
export type Strategy = (typeof strategies)[number];

/** One step of a hand-off's ladder. `waitMs`: how long a rep of this rung has to accept before the next rung is tried (null: no limit). */
export type Rung =
  | {
      clause: string;
      to: 'pool';
      pool: string;
      match: Record<string, string>;
      strategy: Strategy;
      waitMs: number | null;
    }
  | {
      clause: string;
      to: 'rep';
      rep: { id: string } | { last: true; withinMs: number | null } | { list: string; column: string };
      waitMs: number | null;
    }
  | { clause: string; to: 'hold'; until: 'nextShift' | { ms: number }; send: string | null }
  | { clause: string; to: 'queue'; queue: string };

/**
 * Where a clock begins. `occurred`: the instant of the fact that qualified the lead; if time or a word about the lead did, that of qualifying.
 * `last-touch`: each touch, anew.
 */
export const clockStarts = ['occurred', 'qualified', 'assigned', 'noticed', 'accepted', 'attempted', 'last-touch'] as const;
export type ClockStart = (typeof clockStarts)[number];

/**
 * A promise. `hours`, during which it counts: `rep`, those of whoever holds the lead; `pool`, when anybody works of the pool that the lead went to
 * (of all the ladder's, if it went to none); `coverage`, when anybody works of any pool of the lane's ladder.
 */
export interface ClockRule {
  id: string;
  clause: string;
  from: ClockStart;
  /** `complete`: the clock of `missing`. */
  until: 'assigned' | 'accepted' | 'attempted' | 'outcome' | 'complete' | { signal: string };
  within: Span;
  hours: 'always' | 'rep' | 'pool' | 'coverage' | { calendar: string };
  by: 'marketing' | 'sales' | 'system';
}

export interface EscalationRule {
  clause: string;
  /** Share of the clock's `within`, 1 = 100 %. Counts from the lead's first wait on that clock in this hand-off. */
  at: number;
  of: string;
  do: { kind: 'remind' } | { kind: 'notify'; who: 'manager' } | { kind: 'reassign' } | { kind: 'queue'; queue: string };
}

export interface Cadence {
  id: string;
  clause: string;
  attempts: { atLeast: number; over: Span } | null;
  steps: { id: string; clause: string; touch: string; after: Span }[];
}

export interface OutcomeRule {
  clause: string;
  reason: string;
  is: 'rejected' | 'disqualified' | 'recycled' | 'won' | 'lost';
  /** `rejected` only: back to nurturing, or out. */
  then: 'nurturing' | 'disqualified';
  /** `rejected` only: how long marketing may contest it; null: it may not. Counted in the hours of the rep who rejected. */
  contest: Span | null;
  /** `recycled` only: when the lead may qualify again; a field of the profile or of the command, or a span. */
  until: { field: string } | { span: Span } | null;
  track: string | null;
  /** Signals that end the rest at once. */
  wakes: string[];
}
