import { beginRetry } from './begin-retry.js';
import { findStuck } from './find-stuck.js';
import { noteRetry } from './note-retry.js';
import { retryLeads } from './retry-leads.js';
import type { StuckLeads } from './stuck-leads.js';

/** The activities of freeStuck, by the name that ops read in the UI. */
export function createRetryActivities(stuck: StuckLeads) {
  return {
    beginRetry: beginRetry(stuck),
    findStuck: findStuck(stuck),
    retryLeads: retryLeads(stuck),
    noteRetry: noteRetry(stuck),
  };
}

export type RetryActivities = ReturnType<typeof createRetryActivities>;
