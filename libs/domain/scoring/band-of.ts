import type { Scoring } from '../agreement/terms.js';

export type BandRule = Scoring['bands'][number];

/**
 * Points closer than this to a floor have reached it: sums of decayed points carry noise in their last digits. Wide enough that a score which creeps up
 * to a floor crosses it while its slope is still above that noise: later, it would cross back and forth for seconds.
 */
export const noise = 1e-6;

const reaches = (points: number, floor: number | null): boolean => floor === null || points >= floor - noise;

/** The first band whose floors are reached; the last one has none. */
export function bandOf(fit: number, engagement: number, bands: BandRule[]): BandRule | undefined {
  const reached = bands.find((band) => reaches(fit, band.fitGte) && reaches(engagement, band.engagementGte));
  return reached ?? bands.at(-1);
}
