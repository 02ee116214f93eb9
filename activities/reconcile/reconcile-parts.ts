import type { DataSource } from 'typeorm';
import { reconcileFault } from '../../libs/messages/reconcile.js';
import type { Logger } from '../../libs/process/log.js';
import type { LeadCensus } from '../../libs/temporal/lead-census.js';
import type { LeadClient } from '../../libs/temporal/lead-client.js';
import { codedAs } from '../coded-as.js';

/** Where leads are known on both sides, and who wakes them. */
export interface ReconcileParts {
  source: DataSource;
  leads: Pick<LeadClient, 'home' | 'ring'>;
  census: LeadCensus;
  log: Logger;
}

export const byCode = codedAs(reconcileFault);

/** Leads a page: one read of Postgres, one of Temporal's list. */
export const pageSize = 500;

/** Leads that are rung at a time. */
export const atOnce = 8;
