import type { Instant } from '../calendar/instant.js';
import type { Fact } from './ledger.js';

/** The instant a fact counts from: when it occurred, but never later than Baton received it, so that a sender's fast clock can't score the future. */
export const effectiveAt = (fact: Pick<Fact, 'occurredAt' | 'receivedAt'>): Instant => Math.min(fact.occurredAt, fact.receivedAt);
