import type { Team } from '../agreement/team.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { ClockRecord } from '../lifecycle/clock-records.js';
import type { Dossier } from '../lifecycle/dossier.js';
import type { Effect } from '../lifecycle/effects.js';
import type { LeadEvent } from '../lifecycle/events.js';
import type { LeadInput } from '../lifecycle/inputs.js';
import type { LeadState } from '../lifecycle/lead.js';
import type { Seen } from '../lifecycle/seen.js';
import type { Answer, TurnResult } from '../lifecycle/turn.js';
import type { Fact } from '../scoring/ledger.js';

/** One lead's life as its rows tell it, and all that its turns were decided from. Rows of abandoned branches are there too, marked. */
export interface StoredLead {
  leadId: string;
  /** In order of the numbers they bore when its turns read them, also when they have gone to another lead since. */
  facts: Fact[];
  /** Oldest first. */
  turns: StoredTurn[];
  events: StoredEvent[];
  clocks: StoredClock[];
  seats: StoredSeat[];
  effects: StoredEffect[];
  dossiers: StoredDossier[];
  /** Answered commands, by id. */
  answers: Map<string, Answer>;
  /** Null: it has not had a turn. */
  life: StoredLife | null;
}

/** Of a branch that a later turn found: that turn's number. Null: it counts. */
interface Abandonable {
  abandonedBy: number | null;
}

export interface StoredTurn extends Abandonable {
  turn: number;
  prev: number;
  inputs: LeadInput[];
  /** Null in turns from before it was stored. */
  seen: Seen | null;
  worldDigest: string;
  result: TurnResult;
  takenAt: Instant;
}

export interface StoredEvent extends Abandonable {
  turn: number;
  n: number;
  kind: string;
  at: Instant;
  body: LeadEvent;
  agreementVersion: number;
  teamVersion: number;
  stage: string | null;
}

/** What its row keeps of a clock. */
export type ClockTold = Pick<
  ClockRecord,
  | 'id'
  | 'clock'
  | 'clause'
  | 'handOff'
  | 'by'
  | 'repId'
  | 'startedAt'
  | 'dueAt'
  | 'breachedAt'
  | 'toldAt'
  | 'credits'
  | 'endedAt'
  | 'endedBy'
  | 'withdrawnAt'
> & {
  systemBreachedAt?: Instant | null;
  /** Null: its row is older than the column. */
  until: ClockRecord['until'] | null;
  /** That gave the promise. Null: its row is older than the column. */
  agreementVersion: number | null;
};

export type StoredClock = ClockTold & Abandonable;

export interface StoredSeat extends Abandonable {
  turn: number;
  handOff: number;
  repId: string;
  pool: string | null;
  releasedTurn: number | null;
}

export interface StoredEffect extends Abandonable {
  key: string;
  turn: number;
  kind: string;
  body: Effect;
}

export interface StoredDossier extends Abandonable {
  turn: number;
  handOff: number;
  body: Dossier;
}

/** The row of the life, with the columns that lists are read by. */
export interface StoredLife {
  turn: number;
  state: LeadState;
  stage: string;
  repId: string | null;
  queue: string | null;
  stuck: string | null;
  wakeAt: Instant | null;
  heardSeq: number;
  agreementVersion: number;
  teamVersion: number;
  ended: boolean;
  band: string | null;
}

/** Versions never change, so those of the day are at hand. Each throws for a version that is not known. */
export interface VersionsThen {
  terms(version: number): Terms;
  team(version: number): Team;
}
