import type { Instant } from '../calendar/instant.js';

/** A fact as scoring sees it. `occurredAt` is what the sender said, `receivedAt` when Baton stored it, `seq` its number for this lead. */
export interface Fact {
  id: string;
  seq: number;
  kind: string;
  occurredAt: Instant;
  receivedAt: Instant;
  data: Record<string, unknown>;
}

/**
 * What the facts add up to, per lead. `rules[id]` is the undecayed-cap value of an engagement rule as of `at` (the newest
 * evidence); `signals[id]` the newest instants of a signal, ascending, at most as many as the signal's `times` needs.
 * Any order of delivery of the same facts gives the same ledger.
 */
export interface Ledger {
  seq: number;
  rules: Record<string, { value: number; at: Instant; count: number }>;
  signals: Record<string, Instant[]>;
}

export const emptyLedger = (): Ledger => ({ seq: 0, rules: {}, signals: {} });
