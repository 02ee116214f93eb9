import type { Condition } from '../agreement/conditions.js';
import type { Terms } from '../agreement/terms.js';

/** The floor of a band that the curve moves: how many points a lead must have to be in it. */
export interface Threshold {
  band: string;
  of: 'fit' | 'engagement';
  floor: number;
}

/** The floor that hands leads over: of the best band that a lane asks for (else the best of all) the higher one. Null: no band has a floor. */
export function thresholdOf({ lanes, scoring }: Terms): Threshold | null {
  const asked = new Set(lanes.flatMap(({ when }) => bandsOf(when)));
  const floored = scoring.bands.filter(({ fitGte, engagementGte }) => fitGte !== null || engagementGte !== null);
  const rule = floored.find(({ band }) => asked.has(band)) ?? floored[0];
  if (rule === undefined) return null;
  const { band, fitGte, engagementGte } = rule;
  const of = (fitGte ?? -Infinity) > (engagementGte ?? -Infinity) ? 'fit' : 'engagement';
  return { band, of, floor: (of === 'fit' ? fitGte : engagementGte) ?? 0 };
}

/** The same terms with another floor. */
export function withThreshold(terms: Terms, { band, of, floor }: Threshold): Terms {
  const floors = of === 'fit' ? { fitGte: floor } : { engagementGte: floor };
  const bands = terms.scoring.bands.map((rule) => (rule.band === band ? { ...rule, ...floors } : rule));
  return { ...terms, scoring: { ...terms.scoring, bands } };
}

/** Where nobody says which: from half of the floor to half as much again. */
export const usualThresholds = ({ floor }: Threshold): number[] =>
  [0.5, 0.75, 1, 1.25, 1.5].map((part) => Math.round(floor * part * 100) / 100);

function bandsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(bandsOf);
  if ('any' in condition) return condition.any.flatMap(bandsOf);
  return 'band' in condition ? [condition.band] : [];
}
