import type { LeadCommand } from '../domain/lifecycle/commands.js';
import type { LeadInput } from '../domain/lifecycle/inputs.js';
import type { LeadState } from '../domain/lifecycle/lead.js';
import type { Instant } from '../domain/calendar/instant.js';
import type { Stage } from '../domain/lifecycle/moves.js';

/** Wire names of the lead's workflow. They are for ever. */
export const leadLifecycleType = 'leadLifecycle';
export const leadTaskQueue = 'baton-leads';
export const leadWorkflowId = (leadId: string): string => `lead:${leadId}`;
export const leadIdOf = (workflowId: string): string => workflowId.replace(/^lead:/, '');

/** Signal: facts up to `upTo` are stored and may matter. Carries nothing else. */
export const ringSignal = 'ring';
export interface Ring {
  upTo: number;
}
/** Update: a command; answered after its turn has committed. */
export const commandUpdate = 'command';
/** Update and signal: tries again what made the lead stuck. The signal takes no argument, so that a batch can send it. */
export const retryUpdate = 'retryNow';
export const retrySignal = 'retry';
/** Query: where the lead stands, for the Temporal UI. */
export const statusQuery = 'status';
/** Signal: if this lead is ahead of Postgres, which was restored from before, it goes on from what Postgres holds; else a `retry`. No argument. */
export const reprojectSignal = 'reproject';
/** Type of the failure by which the validator refuses a command that can never be right. */
export const malformedFailure = 'command.malformed';
/** Code of the answer to a command whose turn failed by a fault; the command is set aside and `retry` takes it again. */
export const turnFailedCode = 'lead.turn_failed';

/** What a run starts with. `state` is null for the first run of a lead; older shapes are upgraded in `resume` and nowhere else. */
export interface LeadLifecycleInput {
  leadId: string;
  carried: Carried | null;
  /** A run with a larger history, in bytes, gives way to the next before a long sleep. Absent: a run that began before there was this limit, and goes without. */
  sleepsBelow?: number;
}

/** What is awake for minutes a month lies there for months: a history this small is cheap to keep and quick to replay. */
export const sleepsBelowBytes = 6_144;

/** All that survives continue-as-new. */
export interface Carried {
  v: 1;
  /** Null only while every turn so far has failed. */
  lead: LeadState | null;
  lastTurn: number;
  wakeAt: Instant | null;
  wakeWhy: string | null;
  stage: Stage;
  stuck: string | null;
  /** Inputs whose turn failed by a fault; `retry` takes them again. */
  setAside: LeadInput[];
  /** When set-aside inputs are taken again by themselves. */
  retryAt: Instant | null;
  /** The run knows turns that Postgres does not. Absent: false. */
  ahead?: boolean;
}

/** What the update `retryNow` answers, for whoever sent it from the Temporal UI. */
export interface RetryAnswer {
  stage: Stage;
  /** Still stuck, and why; null when freed. What was retried may fail again: look at the current details. */
  stuck: string | null;
}

/** What the query `status` answers: codes and instants (ISO 8601) only. */
export interface LeadStatus {
  leadId: string;
  stage: Stage;
  turn: number;
  repId: string | null;
  queue: string | null;
  stuck: string | null;
  setAside: string[];
  clocks: { clause: string; dueAt: string; breached: boolean }[];
  effects: { key: string; status: string; code: string | null }[];
  wakeAt: string | null;
  wakeWhy: string | null;
}

/** What a finished workflow returns. */
export interface LeadEnd {
  leadId: string;
  stage: Stage;
}

export type { LeadCommand };
