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

/** Work on many, some at a time, in order. */
export async function forEach<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: Math.min(8, items.length) }, worker));
}
