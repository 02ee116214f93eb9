import { workflowInfo } from '@temporalio/workflow';
import type { Instant } from '../../libs/domain/calendar/instant.js';
import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { LeadState } from '../../libs/domain/lifecycle/lead.js';
import type { Stage } from '../../libs/domain/lifecycle/moves.js';
import { sleepsBelowBytes, type LeadEnd, type LeadLifecycleInput } from '../../libs/messages/lead-lifecycle.js';

/** What one run of a lead's workflow knows. */
export interface LeadRun {
  readonly leadId: string;
  /** Null until the first turn has loaded it from the lead's row. */
  state: LeadState | null;
  /** The highest turn number this lead is known to have used, taken or not. */
  lastTurn: number;
  /** These five are told by the last turn: the workflow decides nothing by rules of its own. */
  stage: Stage;
  stuck: string | null;
  ended: boolean;
  wakeAt: Instant | null;
  wakeWhy: string | null;
  /** This run knows turns that Postgres does not: until `reproject` is sent, none is taken. */
  ahead: boolean;
  /** `reproject` was sent: if this run is ahead, Postgres's word counts. */
  mayReproject: boolean;
  /** Inputs whose turn failed by a fault, and when they are taken again by themselves. */
  setAside: LeadInput[];
  retryAt: Instant | null;
  /** This run was asked to cancel. The server asks a run only once. */
  cancelHeard: boolean;
  /** Bytes of history above which this run gives way before a long sleep; null: no matter how many. */
  readonly sleepsBelow: number | null;
}

export interface Wake {
  at: Instant;
  why: string;
}

const dayMs = 86_400_000;

/** The lead as the last run left it. Older shapes of `carried` are upgraded here and nowhere else. */
export function resume({ leadId, carried, sleepsBelow }: LeadLifecycleInput): LeadRun {
  const fresh = { leadId, state: null, lastTurn: 0, stage: 'inquiry', stuck: null, wakeAt: null, wakeWhy: null } as const;
  const own = {
    ended: false,
    ahead: false,
    mayReproject: false,
    setAside: [],
    retryAt: null,
    cancelHeard: false,
    sleepsBelow: sleepsBelow ?? null,
  };
  const run = { ...fresh, ...own };
  if (carried === null) return run;
  const { v: _v, lead, ...rest } = carried;
  return { ...run, ...rest, state: lead };
}

/** What the next run starts with: all but what a quiet run has none of. Deadlines are instants, so no timer needs carrying. */
export function carry(run: LeadRun): LeadLifecycleInput {
  const {
    leadId,
    state: lead,
    ended: _ended,
    cancelHeard: _heard,
    sleepsBelow: _limit,
    mayReproject: _may,
    ahead,
    ...rest
  } = run;
  return { leadId, carried: { v: 1, lead, ...rest, ...(ahead ? { ahead } : {}) }, sleepsBelow: sleepsBelowBytes };
}

export const end = ({ leadId, stage }: LeadRun): LeadEnd => ({ leadId, stage });

/** A lead with an input set aside stays, however it ended, until somebody has looked. */
export const hasEnded = (lead: LeadRun): boolean => lead.ended && lead.setAside.length === 0;

/** The next instant at which something must happen by itself. */
export function nextWake(lead: LeadRun): Wake | null {
  const { wakeAt, wakeWhy, retryAt } = lead;
  if (retryAt !== null && (wakeAt === null || retryAt < wakeAt)) return { at: retryAt, why: 'a turn that failed is tried again' };
  return wakeAt === null ? null : { at: wakeAt, why: wakeWhy ?? 'a deadline' };
}

/**
 * A lead is woken rarely and replayed each time, so its history stays short: far below the server's own suggestion (4,096 events),
 * and shorter still before a long sleep. A run that was cancelled and freed makes room for one that can be cancelled again.
 */
export function wantsNewRun(lead: LeadRun): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > 250 || (isLongForSleep(lead) && sleepsLong(lead)) || isFreedOfCancel(lead);
}

// A run that has hardly begun stays, however much it carries: the next would be as large.
function isLongForSleep({ sleepsBelow }: LeadRun): boolean {
  const { historyLength, historySize } = workflowInfo();
  return historyLength > 100 || (sleepsBelow !== null && historyLength > 20 && historySize > sleepsBelow);
}

const isFreedOfCancel = ({ cancelHeard, state }: LeadRun): boolean => cancelHeard && state !== null && state.cancelledAt === null;

function sleepsLong(lead: LeadRun): boolean {
  const wake = nextWake(lead);
  return wake === null || wake.at - Date.now() > dayMs;
}
