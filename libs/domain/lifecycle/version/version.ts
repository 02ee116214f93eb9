import type { Terms } from '../../agreement/terms.js';
import type { Baseline } from '../../scoring/evidence.js';
import type { World } from '../world.js';

/** A version of the agreement as a turn sees it: its terms, and the world as its own words have it. */
export interface Version {
  terms: Terms;
  /** `agreementVersion` says which; ledger, evidence of sales and contact are read by its terms. */
  world: World;
  /** What the lead's baseline leaves out of the score, by its rules; empty: the lead has none. */
  baselineRules: Baseline['rules'];
}

/** Versions other than the lead's own that a turn may take. Loaded only for a turn that takes one. */
export interface Versions {
  /** The one in force: taken at a hand-off, a recycle, a reopening, and by a move. */
  inForce: number;
  others: Version[];
}
