import type { DataSource } from 'typeorm';
import type { LeadClient } from '../../libs/temporal/lead-client.js';

/** Where stuck leads are known, and who frees them. */
export interface StuckLeads {
  source: DataSource;
  leads: Pick<LeadClient, 'retry' | 'countTurnFaults' | 'listTurnFaults'>;
}
