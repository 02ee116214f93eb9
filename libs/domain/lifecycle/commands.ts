import type { Instant } from '../calendar/instant.js';

/** A request to change a lead, which can be refused. `id` is a UUID chosen by the sender; free text stays in Postgres under that id. */
export type LeadCommand =
  Accept | Reject | Touch | Advance | ReportOutcome | Reassign | Retry | Contest | TakeVersion | UndoVersion;
export const commandKinds = [
  'accept',
  'reject',
  'touch',
  'advance',
  'outcome',
  'reassign',
  'retry',
  'contest',
  'takeVersion',
  'undoVersion',
] as const;

export interface Accept {
  id: string;
  kind: 'accept';
  repId: string;
}
/** Before acceptance: the lead misses the requirements. `reason` is one of the agreement's outcomes that is `rejected`. */
export interface Reject {
  id: string;
  kind: 'reject';
  repId: string;
  reason: string;
}
/** A contact by sales. It happened, so the API has stored it as a fact (id = command id) before the command is sent. */
export interface Touch {
  id: string;
  kind: 'touch';
  repId: string;
  channel: 'call' | 'email' | 'meeting' | 'message';
}
export interface Advance {
  id: string;
  kind: 'advance';
  repId: string;
  to: 'sales_qualified' | 'opportunity';
}
/** After acceptance: how it went, by a reason of the agreement. */
export interface ReportOutcome {
  id: string;
  kind: 'outcome';
  repId: string;
  reason: string;
  /** For `recycled`: when the lead asked to be contacted again. */
  nextContactAt?: Instant;
}
export interface Reassign {
  id: string;
  kind: 'reassign';
  toRepId: string;
}
/** Tries again what made the lead stuck. */
export interface Retry {
  id: string;
  kind: 'retry';
}
/** Marketing holds the last rejection to be wrong: somebody else is to look at the lead. */
export interface Contest {
  id: string;
  kind: 'contest';
}
/** Moves a running lead to the version in force, as the move `moveId` has previewed. */
export interface TakeVersion {
  id: string;
  kind: 'takeVersion';
  version: number;
  moveId: string;
}
/** Takes that move back. */
export interface UndoVersion {
  id: string;
  kind: 'undoVersion';
  moveId: string;
}
