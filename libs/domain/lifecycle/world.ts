import type { Team } from '../agreement/team.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Instant } from '../calendar/instant.js';
import type { Evidence } from '../scoring/evidence.js';
import type { Outage } from './outages.js';

/** What `decide` sees beside state and terms, loaded whole before the turn: the team at the instant, loads, evidence, consent, ledger. */
export interface World {
  agreementVersion: number;
  teamVersion: number;
  team: Team;
  /** Profile, consent and the ledger with every stored fact in it, relayed or not. `baseline` is the lead's own and comes from the state. */
  evidence: Omit<Evidence, 'baseline' | 'lists'>;
  /** Newest fact number of this lead. */
  seq: number;
  /** Touches with a number above the state's `heardSeq`, by the instant they occurred. */
  touches: { seq: number; occurredAt: Instant; channel: string; repId: string | null; result?: string }[];
  /** Fields that a held cadence may wait for and of which facts above the state's `heardSeq` say something. Absent: none. */
  renewed?: { field: string; seq: number }[];
  /** Instants, ascending, at which each signal came that a clock or a seller stage waits for, by evidence since the running hand-off opened. */
  salesEvidence: Record<string, Instant[]>;
  /** Of those that ask for several pieces of evidence, when the first of these came, in the same order. Absent: none came. */
  salesBegan?: Record<string, Instant[]>;
  /** Reps' open seats and turns at round-robin. A rep without a row has none. */
  loads: Record<string, Load>;
  /** Of pools that have a pace. A pool without a row has taken nobody yet. */
  paces: Record<string, Pace>;
  /** When marketing may write: the lead's hours (null: at any), and its nurture mails that went within the agreement's cap, by key. */
  contact: { window: Calendar | null; sent: { key: string; at: Instant }[] };
  /** Of parts of Baton without which no rep can answer; read only by a turn for which `outagesSince` asks. */
  outages: Outage[];
  /** Effects that were held by an incident and may go now, by key. Absent: none. */
  released?: string[];
  /** Set when the identity rule has joined this lead to another. */
  mergedIntoLeadId: string | null;
}

export interface Load {
  /** Leads held now. */
  open: number;
  /** Seats ever claimed. */
  claims: number;
  lastClaimedAt: Instant | null;
  /** Hand-offs so far in the local day of the rep; counted only for a rep with a daily limit. */
  today: number;
}

export interface Pace {
  /** Leads ever taken through this pool. */
  claims: number;
  /** The pool has taken as many as its pace allows, until then; null: it may take one now. */
  spentUntilAt: Instant | null;
}
