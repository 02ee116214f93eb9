import type { NoteRetryRequest } from '../../libs/messages/free-stuck.js';
import { noteRetry as storeProgress } from '../../libs/persistence/retries/note-retry.js';
import { byCode } from './by-code.js';
import type { StuckLeads } from './stuck-leads.js';

/** Notes how many leads a retry has been sent to, and whether that was all. Safe to repeat. */
export const noteRetry =
  ({ source }: Pick<StuckLeads, 'source'>) =>
  (request: NoteRetryRequest): Promise<void> =>
    byCode(() => storeProgress(source, request));
