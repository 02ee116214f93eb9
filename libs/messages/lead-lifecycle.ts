import type { LeadCommand } from '../domain/lifecycle/commands.js';
import type { LeadInput } from '../domain/lifecycle/inputs.js';
import type { LeadState } from '../domain/lifecycle/lead.js';
import type { Instant } from '../domain/calendar/instant.js';
import type { Stage } from '../domain/lifecycle/moves.js';

/** Wire names of the lead's workflow. They are for ever. */
export const leadLifecycleType = 'leadLifecycle';
export const leadTaskQueue = 'baton-leads';
export const leadWorkflowId = (leadId: string): string => `lead:${leadId}`;

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

/** What a run starts with. `state` is null for the first run of a lead; older shapes are upgraded in `resume` and nowhere else. */
export interface LeadLifecycleInput {
  leadId: string;
  carried: Carried | null;
}

/** All that survives continue-as-new. */
export interface Carried {
  v: 1;
  lead: LeadState;
  lastTurn: number;
  wakeAt: Instant | null;
  wakeWhy: string | null;
  stage: Stage;
  stuck: string | null;
  /** Inputs whose turn failed by a fault; `retry` takes them again. */
  setAside: LeadInput[];
}

/** What a finished workflow returns. */
export interface LeadEnd {
  leadId: string;
  stage: Stage;
}

export type { LeadCommand };
