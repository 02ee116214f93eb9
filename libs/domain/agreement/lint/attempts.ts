import type { Terms } from '../terms.js';
import type { Lint } from './found.js';

/** A cadence that plans fewer touches than it asks for. */
export const lintAttempts = ({ cadences }: Terms): Lint[] =>
  Object.values(cadences).flatMap(({ id, clause, attempts, steps }): Lint[] => {
    if (attempts === null || steps.length >= attempts.atLeast) return [];
    const why = `${attempts.atLeast} attempts are asked, and the cadence ${id} plans ${steps.length}`;
    return [
      {
        code: 'cadence.too-few-steps',
        clause: `${clause}.steps`,
        why,
        cure: `plan ${attempts.atLeast} steps, or ask for ${steps.length}`,
      },
    ];
  });
