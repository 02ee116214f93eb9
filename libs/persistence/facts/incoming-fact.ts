import type { Problem } from '../../domain/agreement/checked.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { LeadReference } from './identity.js';

/** A fact as a sender tells it. `id` is the sender's: the same id and body again is a duplicate, another body under it is refused. */
export interface IncomingFact {
  id: string;
  kind: string;
  /** When it happened; absent: the instant Baton receives it. */
  occurredAt?: Instant;
  lead: LeadReference;
  data: Record<string, unknown>;
  /** The member who tells it; absent: Baton itself. Another who tells the same is a duplicate all the same. */
  by?: string;
}

/** `index`: the fact's place in the batch. */
export interface RefusedFact {
  index: number;
  problem: FactProblem;
}

export interface FactProblem extends Problem {
  code: 'fact.malformed' | 'fact.id_reused' | 'lead.unknown';
}

/** Thrown where one refused fact undoes the whole transaction. */
export class FactRefused extends Error {
  constructor(readonly problem: FactProblem) {
    super(`The fact is refused (${problem.code} at ${problem.path}).`);
    this.name = 'FactRefused';
  }
}
