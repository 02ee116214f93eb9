import type { Instant } from '../domain/calendar/instant.js';
import type { Effect } from '../domain/lifecycle/effects.js';
import type { EffectOutcome, LeadInput } from '../domain/lifecycle/inputs.js';
import type { LeadState } from '../domain/lifecycle/lead.js';

/** What `takeTurn` is asked: decide these inputs for this lead, as turn `number`. `state.turn` is `prev`, the last turn the workflow knows. */
export interface TakeTurnRequest {
  leadId: string;
  state: LeadState | null;
  inputs: LeadInput[];
  number: number;
}

/** What an effect's activity is asked. */
export interface PerformRequest<E extends Effect = Effect> {
  leadId: string;
  effect: E;
}

/** What an effect's activity answers. The provider's receipt stays in Postgres. */
export interface Performed {
  outcome: EffectOutcome;
  /** Why it did not go, as a code. */
  why?: string;
  /** When it was done: a receipt may reach the lead long after that. Absent: now. */
  at?: Instant;
}

/** Codes of failures that leave an activity: codes, never messages. `weather` ones are retried; the rest are faults. */
export const failureTypes = {
  /** Database or provider away, time-out, serialisation: comes back by itself. */
  weather: 'weather',
  /** A turn that can't be taken: a bug or impossible data. Details: [code]. */
  turnFault: 'turn.fault',
  /** The turn's number is not above the row's: a zombie. Details: [turn of the row]. */
  turnStale: 'turn.stale',
  /** The workflow knows turns that Postgres does not: Postgres was restored from before. Details: [turn of the row]. */
  turnAhead: 'turn.ahead',
  /** The provider refused for good. Details: [code]. */
  effectRefused: 'effect.refused',
} as const;
