import type { BacktestReport } from '../domain/backtest/report.js';
import { shareOf } from '../domain/backtest/share.js';
import { drawPlots } from './draw-plots.js';

const ranged = { known: shareOf(3, 4), worst: 0.5, best: 0.9 };
const point = { handOffs: 4, hoursNeeded: 4, hoursAvailable: 40, breached: shareOf(1, 4), precision: ranged, recall: ranged };
const report: BacktestReport = {
  version: 5,
  fromAt: 0,
  toAt: 604_800_000,
  facts: 10,
  leads: 6,
  turns: 20,
  weeks: [{ weekAt: 345_600_000, handOffs: 4, really: 3, accepted: 4, hoursNeeded: 4, hoursAvailable: 40 }],
  bands: [
    { band: 'hot & new', handOffs: 4, acceptance: shareOf(3, 4), leads: 4, winRate: ranged },
    { band: 'cold', handOffs: 0, acceptance: shareOf(0, 0), leads: 2, winRate: { known: shareOf(0, 0), worst: 0, best: 1 } },
  ],
  precision: ranged,
  recall: ranged,
  timing: [],
  onlyHere: 0,
  onlyThen: 0,
  unrouted: 0,
  clocks: [],
  threshold: { band: 'hot & new', of: 'engagement', floor: 50 },
  curve: [
    { floor: 40, ...point },
    { floor: 50, ...point },
  ],
  promises: [],
  answers: { asThen: 0, byModel: 4 },
  assumptions: [],
  notTested: [],
};

describe('the plots of a back-test', () => {
  const plots = drawPlots(report);

  it('say in words what they show, for whoever can’t see them', () => {
    expect(plots['win-rates']).toContain('role="img" aria-labelledby="title desc"');
    expect(plots['win-rates']).toContain('<desc id="desc">hot &amp; new: 75.0 % of 4 won, 95 % interval 30.1 % to 95.4 %');
    expect(plots['win-rates']).toContain('cold: unknown of 0 won');
    expect(plots['rep-hours']).toContain('1970-01-05: 4 needed, 40 available.');
    expect(plots['hand-offs']).toContain('1970-01-05: 4, really 3.');
    expect(plots.threshold).toContain('At 40: 4.0 hand-offs a week, 4.0 of 40.0 hours, 25.0 % of sales');
  });

  it('are told apart without colour: lines by dash, bars by pattern', () => {
    expect(plots.threshold).toMatch(/stroke-dasharray/);
    expect(plots['hand-offs']).toMatch(/<pattern /);
  });

  it('have no curve where no band has a floor', () =>
    expect(Object.keys(drawPlots({ ...report, threshold: null, curve: [] })).sort()).toEqual([
      'hand-offs',
      'rep-hours',
      'win-rates',
    ]));
});
