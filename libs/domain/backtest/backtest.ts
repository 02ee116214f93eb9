import type { Setup } from './house.js';
import type { Heard } from './past.js';
import { createReplay } from './replay.js';
import { curvePoint, reportOf, type BacktestReport } from './report.js';
import { thresholdOf, usualThresholds, withThreshold } from './threshold.js';

/** A version of the agreement tested on a history, with the curve of its threshold: each fact is read once, and heard under every floor. */
export interface Backtest {
  hear(heard: Heard): void;
  finish(): BacktestReport;
}

/** `floors`: of the band that hands leads over, in points; where nobody says which, some around the version's own. */
export function createBacktest(setup: Setup, floors?: number[]): Backtest {
  const main = createReplay(setup);
  const threshold = thresholdOf(setup.terms);
  const distinct = threshold === null ? [] : [...new Set(floors ?? usualThresholds(threshold))];
  const points = threshold === null ? [] : distinct.map((floor) => ({ ...threshold, floor }));
  const others = points
    .filter(({ floor }) => floor !== threshold?.floor)
    .map((point) => ({ floor: point.floor, replay: createReplay({ ...setup, terms: withThreshold(setup.terms, point) }) }));
  return {
    hear(heard) {
      main.hear(heard);
      for (const { replay } of others) replay.hear(heard);
    },
    finish() {
      const tally = main.finish();
      const own = points.filter(({ floor }) => floor === threshold?.floor).map(({ floor }) => curvePoint(setup, tally, floor));
      const moved = others.map(({ floor, replay }) => curvePoint(setup, replay.finish(), floor));
      const curve = [...own, ...moved].sort((one, other) => one.floor - other.floor);
      return reportOf(setup, tally, threshold, curve);
    },
  };
}
