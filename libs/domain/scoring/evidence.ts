import type { Team } from '../agreement/team.js';
import type { Instant } from '../calendar/instant.js';
import type { Ledger } from './ledger.js';
import type { Channel } from './standing.js';

/** Who the lead is: the sender's fields, nested as they came. Personal data: never leaves Postgres and the processes beside it. */
export type Profile = Record<string, unknown>;

/** The latest word on each channel, by the instant it was given. */
export type Consent = Partial<Record<Channel, { given: boolean; at: Instant }>>;

/**
 * `counts: fresh`: what the ledger held at the instant a lead was recycled. Fresh signals lie after `at`; fresh engagement is a rule's
 * value less what remains of the baseline's, decayed by the same half-life. So a fact that was recorded after the baseline was taken
 * counts as fresh engagement however old it is, while signals go by the instant alone.
 */
export interface Baseline {
  at: Instant;
  rules: Record<string, { value: number; at: Instant }>;
  /** Facts up to this number are in it: another version's rules add them up anew. Absent in baselines older than it: those received by `at`. */
  seq?: number;
}

/** All that an assessment reads. */
export interface Evidence {
  profile: Profile;
  consent: Consent;
  ledger: Ledger;
  lists: Team['lists'];
  baseline: Baseline | null;
}
