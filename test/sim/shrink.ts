import type { Plot } from './house.js';
import { Broken } from './invariants/broken.js';
import { live } from './live.js';
import type { Step } from './steps.js';

/** What went wrong, and by which steps. */
export interface Failure {
  plot: Plot;
  steps: Step[];
  error: Error;
}

/** Lives the plot; null: all went well. */
export function failureOf(plot: Plot, steps: Step[] = plot.steps): Failure | null {
  try {
    live(plot, steps);
    return null;
  } catch (error) {
    return { plot, steps, error: error as Error };
  }
}

/** The same failure by as few steps as can be found: halves, then quarters, and so on, are left out while it still comes. */
export function shrink(failure: Failure, mostTries = 400): Failure {
  let least = upTo(failure);
  let tries = 0;
  for (let size = Math.ceil(least.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < least.steps.length && tries < mostTries; tries += 1) {
      const fewer = sameFailure(least, least.steps.toSpliced(from, size));
      if (fewer === null) from += size;
      else least = fewer;
    }
  }
  return least;
}

// What comes after the failure has no part in it.
function upTo(failure: Failure): Failure {
  const { error, steps } = failure;
  if (!(error instanceof Broken)) return failure;
  return (
    sameFailure(
      failure,
      steps.filter(({ at }) => at <= error.at),
    ) ?? failure
  );
}

function sameFailure(least: Failure, steps: Step[]): Failure | null {
  const found = failureOf(least.plot, steps);
  return found !== null && nameOf(found.error) === nameOf(least.error) ? found : null;
}

/** The invariant that is broken, or what the core threw. */
export const nameOf = (error: Error): string => (error instanceof Broken ? error.invariant : error.message.replace(/\d+/g, 'n'));
