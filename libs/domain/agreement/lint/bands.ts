import type { Scoring, Terms } from '../terms.js';
import type { Lint } from './found.js';

/** A band nobody can reach: its floor is above all that the rules give under their caps, or an earlier band takes everybody who would be in it. */
export function lintBands({ scoring }: Terms): Lint[] {
  const { fit, engagement, bands } = scoring;
  const most = {
    fit: sum(fit.map(({ points }) => points)),
    engagement: sum(engagement.map(({ points, cap }) => (points <= 0 ? 0 : (cap ?? Infinity)))),
  };
  return bands.flatMap((band, place) => [...outOfReach(band, most), ...shadowed(band, bands.slice(0, place))]);
}

const sum = (points: number[]): number => points.filter((one) => one > 0).reduce((total, one) => total + one, 0);

type Band = Scoring['bands'][number];

function outOfReach({ band, clause, fitGte, engagementGte }: Band, most: { fit: number; engagement: number }): Lint[] {
  const asked = [
    { what: 'fit', floor: fitGte, can: most.fit },
    { what: 'engagement', floor: engagementGte, can: most.engagement },
  ];
  return asked.flatMap(({ what, floor, can }): Lint[] => {
    if (floor === null || floor <= can) return [];
    const why = `the band ${band} asks ${floor} points of ${what}, and all rules together give at most ${can}`;
    return [{ code: 'band.unreachable', clause: `${clause}.${what}`, why, cure: `ask at most ${can}, or let a rule give more` }];
  });
}

function shadowed({ band, clause, fitGte, engagementGte }: Band, earlier: Band[]): Lint[] {
  const within = (floor: number | null, own: number | null): boolean => floor === null || floor <= (own ?? -Infinity);
  const first = earlier.find((other) => within(other.fitGte, fitGte) && within(other.engagementGte, engagementGte));
  if (first === undefined) return [];
  const why = `whoever would be ${band} is ${first.band} before: that band asks no more and stands first`;
  return [{ code: 'band.shadowed', clause, why, cure: `put it before ${first.clause}` }];
}
