import type { Scoring } from '../agreement/terms.js';
import type { Engagement } from './points-at.js';

export type BandRule = Scoring['bands'][number];

/** Points closer than this to a floor have reached it: sums of decayed points carry noise in their last digits. */
export const noise = 1e-6;

/** The first band whose floors are reached; the last one has none. */
export function bandOf(fit: number, engagement: Engagement, bands: BandRule[]): BandRule | undefined {
  const reached = bands.find((band) => fitReaches(fit, band.fitGte) && reaches(engagement, band.engagementGte));
  return reached ?? bands.at(-1);
}

const reaches = (engagement: Engagement, floor: number | null): boolean => floor === null || aboveFloor(engagement, floor) >= 0;

export const fitReaches = (fit: number, floor: number | null): boolean => floor === null || fit >= floor - noise;

/**
 * How far the score is above a floor; below 0: it has not reached it. What fades is weighed on its own: of a score that creeps up to the very floor it is
 * a millionth of a point, whose digits would be lost in a sum with what stays; the score would cross the floor to and fro for seconds.
 */
export const aboveFloor = ({ steady, fading }: Engagement, floor: number): number => fading - (floor - steady - noise);
