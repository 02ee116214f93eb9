import type { EntityManager } from 'typeorm';
import { stages, type Stage } from '../../../libs/domain/lifecycle/moves.js';
import { cohortConversion, type Cohort, type Window } from '../../../libs/persistence/readers/cohort-conversion.js';
import { stageCounts } from '../../../libs/persistence/readers/stage-counts.js';
import { timeInStage } from '../../../libs/persistence/readers/time-in-stage.js';
import { definitions } from './funnel.schemas.js';

/** The funnel: where leads stand, how far cohorts came, and how long it took, each with its definition. Stages in their order of life. */
export async function viewFunnel(manager: EntityManager, window: Window): Promise<Record<string, unknown>> {
  const counts = await stageCounts(manager);
  const cohorts = await cohortConversion(manager, window);
  const times = await timeInStage(manager, window);
  return {
    now: { definition: definitions.now, stages: inOrder(counts) },
    conversion: { definition: definitions.conversion, cohorts: cohorts.map(withShares) },
    timeInStage: { definition: definitions.timeInStage, stages: inOrder(times) },
  };
}

function withShares({ weekOf, leads, reached }: Cohort): Record<string, unknown> {
  const known = stages.flatMap((stage) => {
    const there = reached[stage];
    return there === undefined ? [] : [{ stage, leads: there, share: leads === 0 ? 0 : there / leads }];
  });
  return { weekOf, leads, reached: known };
}

function inOrder<T extends { stage: Stage }>(rows: T[]): T[] {
  return [...rows].sort((one, other) => stages.indexOf(one.stage) - stages.indexOf(other.stage));
}
