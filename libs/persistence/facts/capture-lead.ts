import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/calendar/instant.js';
import { inTransaction } from '../in-transaction.js';
import { appendAll } from './append-facts.js';
import { factsOfCapture, type Capture } from './facts-of-capture.js';
import { FactRefused, type FactProblem } from './incoming-fact.js';
import type { IdentityConflict } from './place-leads.js';

export type Captured =
  { ok: true; leadId: string; created: boolean; conflicts: IdentityConflict[] } | { ok: false; problem: FactProblem };

/** Captures one lead: who it is, a `captured` fact and a `consent` fact for each channel, all or nothing. */
export async function captureLead(source: DataSource, capture: Capture, now: Instant): Promise<Captured> {
  const facts = factsOfCapture(capture.id ?? randomUUID(), capture);
  try {
    const appended = await inTransaction(source, (manager) => appendAll(manager, facts, now));
    const [lead] = appended.leads;
    if (!lead) throw new Error('A capture that was not refused has no lead: appendFacts must place every good fact.');
    return { ok: true, ...lead, conflicts: appended.conflicts };
  } catch (error) {
    if (error instanceof FactRefused) return { ok: false, problem: error.problem };
    throw error;
  }
}
