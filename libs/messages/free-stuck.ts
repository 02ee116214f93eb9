import type { Instant } from '../domain/calendar/instant.js';
import { failureTypes } from './activities.js';

/** Wire names of the workflow that retries stuck leads, and of the paused Schedule that starts it by a click. They are for ever. */
export const freeStuckType = 'freeStuck';
export const freeStuckSchedule = 'free-stuck';
export const freeStuckWorkflowId = (retryId: string): string => `free-stuck:${retryId}`;

/** Which stuck leads. */
export interface StuckFilter {
  /** The code in `LeadStuck`; null: whatever it is. */
  reason: string | null;
  /** Stuck for at least so long; null: however short. Leads whose turn failed have no such instant: a number leaves them out. */
  olderThanMs: number | null;
}

/** Whether leads whose turn failed may be among them. */
export const mayHaveTurnFaults = ({ reason, olderThanMs }: StuckFilter): boolean =>
  olderThanMs === null && (reason === null || reason === failureTypes.turnFault);

/** What a run starts with. Whoever starts one by hand may leave out any part: null, or `hand` for `by`. */
export interface FreeStuckInput extends StuckFilter {
  /** Names the run in Postgres, a UUID; null: the id of the first Temporal run. */
  retryId: string | null;
  /** Who asked: an id. */
  by: string;
  /** Most leads to retry, the longest stuck first. */
  most: number | null;
  carried: FreeStuckProgress | null;
}

/** All that survives continue-as-new. */
export interface FreeStuckProgress {
  /** Leads that became stuck later are left alone, so that one that fails again is not retried for ever. */
  untilAt: Instant;
  matched: number;
  retried: number;
  after: StuckPlace | null;
}

/** What the workflow returns: how many matched when it began, and how many were sent `retry`. */
export interface FreeStuckEnd {
  retryId: string;
  matched: number;
  retried: number;
}

/** Where a page of stuck leads ended: in Postgres, or, for leads whose turn failed, in Temporal's list. */
export type StuckPlace = { in: 'postgres'; at: string; leadId: string } | { in: 'temporal'; token: string };

export interface BeginRetryRequest {
  retryId: string;
  by: string;
  filter: StuckFilter;
  most: number | null;
}

export interface FindStuckRequest {
  filter: StuckFilter;
  untilAt: Instant;
  after: StuckPlace | null;
  limit: number;
}

/** `next`: where to go on, or null on the last page. */
export interface StuckIds {
  leadIds: string[];
  next: StuckPlace | null;
}

export interface NoteRetryRequest {
  retryId: string;
  /** In all so far, so that noting it twice is noting it once. */
  retried: number;
  ended: boolean;
}

/** Type of a failure of these activities that does not pass by itself. Details: [code]. */
export const freeStuckFault = 'freeStuck.fault';
