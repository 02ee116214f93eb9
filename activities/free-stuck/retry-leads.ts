import { setTimeout as pause } from 'node:timers/promises';
import { byCode } from './by-code.js';
import type { StuckLeads } from './stuck-leads.js';

/** Leads a second: a mail server that has just come back, and the turns of everybody else, must not drown. */
const perSecond = 20;

/** Sends each lead `retry`, at a bounded rate. Safe to repeat: a lead that is not stuck takes no notice. */
export const retryLeads =
  ({ leads }: Pick<StuckLeads, 'leads'>) =>
  ({ leadIds }: { leadIds: string[] }): Promise<void> =>
    byCode(async () => {
      const startedAt = Date.now();
      for (const [sent, leadId] of leadIds.entries()) {
        await pause(Math.max(0, startedAt + (sent * 1_000) / perSecond - Date.now()));
        await leads.retry(leadId);
      }
    });
