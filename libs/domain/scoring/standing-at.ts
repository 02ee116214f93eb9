import { holds } from '../agreement/hold.js';
import type { Terms } from '../agreement/terms.js';
import type { Instant } from '../calendar/instant.js';
import type { Evidence } from './evidence.js';
import { viewAt } from './holds-at.js';
import type { Standing } from './standing.js';

/**
 * Band, buyer stage and the truth of every condition of the terms, at an instant that is not before the newest evidence:
 * the ledger doesn't know what an earlier instant looked like. `fit`: the lead's, where it is known; time doesn't change it.
 */
export function standingAt(evidence: Evidence, terms: Terms, at: Instant, fit?: number): Standing {
  const view = viewAt(evidence, terms, at, fit);
  let truths = '';
  for (const { when } of terms.conditions) truths += holds(when, view) ? '1' : '0';
  return { band: view.band, buyerStage: view.buyerStage, truths };
}

export const isSameStanding = (one: Standing, other: Standing): boolean =>
  one.band === other.band && one.buyerStage === other.buyerStage && one.truths === other.truths;
