import type { Instant } from '../calendar/instant.js';
import type { BuyerStage } from './standing.js';

/** Fit, engagement, band and buyer stage at an instant. `reasons` are the same sum: their points add up to fit + engagement. */
export interface Assessment {
  at: Instant;
  /** Points. */
  fit: number;
  /** Points, decayed to `at`, caps applied. */
  engagement: number;
  band: string;
  buyerStage: BuyerStage;
  reasons: Reason[];
}

export interface Reason {
  kind: 'fit' | 'engagement';
  rule: string;
  clause: string;
  points: number;
  /** Engagement: pieces of evidence so far, and the newest one's instant. */
  count?: number;
  lastAt?: Instant;
}
