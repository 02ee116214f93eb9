import type { Landing } from '../../domain/lifecycle/version/landing.js';

/** What would become of a lead, and what was known of it then. */
export interface Previewed {
  leadId: string;
  turn: number;
  seq: number;
  fromVersion: number;
  /** Null: its turn fails. */
  expected: { before: Landing; after: Landing } | null;
  changes: string[];
}
