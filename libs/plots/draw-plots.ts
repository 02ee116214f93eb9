import type { BacktestReport } from '../domain/backtest/report.js';
import type { PlotName } from './plot-names.js';
import { thresholdCurve } from './threshold-curve.js';
import { handOffsAWeek, repHours } from './weeks.js';
import { winRates } from './win-rates.js';

/** The plots of a report, as SVG. A version whose bands have no floor has no curve. */
export function drawPlots(report: BacktestReport): Partial<Record<PlotName, string>> {
  const threshold = thresholdCurve(report);
  return {
    'win-rates': winRates(report),
    'hand-offs': handOffsAWeek(report),
    'rep-hours': repHours(report),
    ...(threshold === null ? {} : { threshold }),
  };
}
