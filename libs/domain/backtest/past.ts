import type { OutcomeRule } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Fact } from '../scoring/ledger.js';

/** One stored fact, in the order of receipt over all leads: a lead's own facts come in the order of their numbers. */
export interface Heard {
  leadId: string;
  fact: Fact;
  /** No further fact of this lead lies in the history: once its life has nothing more to wait for it is dropped. */
  last: boolean;
  /** With a lead's first fact. Absent: nothing is known of how it went. */
  past?: PastLead;
}

/**
 * What really became of a lead. Never an input of a decision before its own instant: it answers for the reps where the same hand-off happened, and
 * says in the end who was right.
 */
export interface PastLead {
  /** Oldest first. */
  handOffs: PastHandOff[];
  /** Null: nobody knows; a lead that sales never had has no outcome. */
  won: boolean | null;
}

export interface PastHandOff {
  lane: string;
  /** The lead's band when it opened; null: not on record. */
  band: string | null;
  openedAt: Instant;
  repId: string | null;
  /** When its rep was told; null: never. */
  toldAt: Instant | null;
  /** The rep's answer; null: none. */
  answer: { is: 'accepted' | 'rejected'; at: Instant; reason: string } | null;
  /** When sales reached out, oldest first. */
  touches: Instant[];
  advances: { to: 'sales_qualified' | 'opportunity'; at: Instant }[];
  outcome: { is: OutcomeRule['is']; reason: string; at: Instant } | null;
}
