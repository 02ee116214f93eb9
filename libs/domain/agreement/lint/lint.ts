import type { Team } from '../team.js';
import type { Terms } from '../terms.js';
import { lintAttempts } from './attempts.js';
import { lintBands } from './bands.js';
import { lintCoverage } from './coverage.js';
import { lintEscalation } from './escalation.js';
import type { Lint } from './found.js';
import { lintHistory, type SignalHistory } from './history.js';
import { lintLadder } from './ladder.js';
import { lintPools } from './pools.js';
import { lintPromises } from './promises.js';
import { lintRecycle } from './recycle.js';
import { lintReopen } from './reopen.js';

export type { Lint } from './found.js';
export type { SignalHistory } from './history.js';

/** Every doubt about these terms with this team. `history`: what signals the stored facts held; without it nothing is said of it. */
export function lint(terms: Terms, team: Team, history?: SignalHistory): Lint[] {
  const found = [
    ...terms.lanes.flatMap((lane) => [
      ...lintLadder(lane),
      ...lintCoverage(lane, team),
      ...lintPools(lane, team),
      ...lintEscalation(lane),
    ]),
    ...lintBands(terms),
    ...lintAttempts(terms),
    ...lintRecycle(terms),
    ...lintReopen(terms),
    ...lintPromises(terms),
    ...(history === undefined ? [] : lintHistory(terms, history)),
  ];
  // A clause of the default stands in many lanes.
  const distinct = new Map(found.map((one) => [`${one.code} ${one.clause} ${one.why}`, one]));
  return [...distinct.values()];
}
