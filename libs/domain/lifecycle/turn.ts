import type { Instant } from '../calendar/instant.js';
import type { Effect } from './effects.js';
import type { LeadEvent } from './events.js';
import type { LeadState } from './lead.js';
import type { Stage } from './moves.js';

/**
 * What a turn gives back to the workflow: the events it folds, and all that steers Temporal commands. Recorded in history, never recomputed.
 * `state` is set only when the turn had to load it (`open`).
 */
export interface TurnResult {
  turn: number;
  state: LeadState | null;
  events: LeadEvent[];
  heardSeq: number;
  teamVersion: number;
  answers: Answer[];
  /** Effects to perform now. */
  effects: Effect[];
  wakeAt: Instant | null;
  wakeWhy: string | null;
  stage: Stage;
  stuck: string | null;
  ended: boolean;
}

/** The answer to one command: kept for ever under its id. `applied: false` without a refusal is a yes that changed nothing. */
export interface Answer {
  commandId: string;
  applied: boolean;
  why?: string;
  refusal?: { code: string; message: string; details: Record<string, string | number | string[]> };
  lead: LeadSummary;
}

/** The lead after the command. */
export interface LeadSummary {
  leadId: string;
  stage: Stage;
  repId: string | null;
  queue: string | null;
  handOff: number | null;
  sellerStage: string | null;
  turn: number;
}
