import { beginRetry as storeRetry, type BegunRetry } from '../../libs/persistence/retries/begin-retry.js';
import { mayHaveTurnFaults, type BeginRetryRequest } from '../../libs/messages/free-stuck.js';
import { byCode } from './by-code.js';
import type { StuckLeads } from './stuck-leads.js';

/** Notes who retries which leads; counts them. Once a retry, however often it is asked. */
export const beginRetry =
  ({ source, leads }: StuckLeads) =>
  (request: BeginRetryRequest): Promise<BegunRetry> =>
    byCode(async () => {
      const elsewhere = mayHaveTurnFaults(request.filter) ? await leads.countTurnFaults() : 0;
      return storeRetry(source, request, elsewhere);
    });
