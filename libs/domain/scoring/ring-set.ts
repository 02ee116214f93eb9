import type { Terms } from '../agreement/terms.js';
import { evidenceFor } from './evidence-for.js';
import type { Fact } from './ledger.js';
import { renewedFields } from './renewed-fields.js';

/**
 * Whether a fact rings though the standing stays the same: it is evidence for a signal that clocks, waits, wakes or seller stages hang on, or it says
 * something of a field that a cadence may wait for.
 */
export const alwaysRings = (fact: Pick<Fact, 'kind' | 'data' | 'occurredAt'>, terms: Terms): boolean =>
  (terms.ringSet.length > 0 && evidenceFor(fact, terms).some(({ id }) => terms.ringSet.includes(id))) ||
  renewedFields(fact, terms).length > 0;
