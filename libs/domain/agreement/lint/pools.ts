import type { Team } from '../team.js';
import type { Lane } from '../terms.js';
import type { Lint } from './found.js';

/** A pool with nobody in it who could ever take a lead. */
export function lintPools({ ladder }: Lane, team: Team): Lint[] {
  return ladder.flatMap((rung): Lint[] => {
    if (rung.to !== 'pool') return [];
    const reps = (team.pools[rung.pool]?.reps ?? []).flatMap((id) => team.reps[id] ?? []);
    if (reps.some(({ capacity }) => capacity === null || capacity > 0)) return [];
    const why =
      reps.length === 0 ? `nobody is in the pool ${rung.pool}` : `nobody in the pool ${rung.pool} may hold a lead: capacity is 0`;
    return [
      {
        code: 'pool.empty',
        clause: `${rung.clause}.pool`,
        why,
        cure: `put a rep with capacity into \`pools.${rung.pool}\` of the team`,
      },
    ];
  });
}
