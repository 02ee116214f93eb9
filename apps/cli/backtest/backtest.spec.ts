import { WrongUse } from '../usage.js';
import { backtestAsked } from './backtest-asked.js';
import { backtestLines, type BacktestNow } from './backtest-lines.js';

describe('baton backtest', () => {
  it('takes a version, a period, and floors', () =>
    expect(backtestAsked(['5', '--from', '2026-08-01', '--to=2026-11-01', '--thresholds', '40,50'])).toEqual({
      verb: 'backtest',
      version: 5,
      from: '2026-08-01T00:00:00.000Z',
      to: '2026-11-01T00:00:00.000Z',
      thresholds: [40, 50],
    }));

  it.each([
    [[], 'Which version'],
    [['five', '--from', '2026-08-01', '--to', '2026-11-01'], 'Which version'],
    [['5'], 'Which period?'],
    [['5', '6', '--from', '2026-08-01', '--to', '2026-11-01'], '`6` is one too many'],
    [['5', '--from', 'August', '--to', '2026-11-01'], '`August` is no instant'],
    [['5', '--from', '2026-08-01', '--to', '2026-11-01', '--thresholds', 'hot'], '`hot` are no points'],
  ])('says of %j what is wrong', (args, message) => {
    expect(() => backtestAsked(args)).toThrow(WrongUse);
    expect(() => backtestAsked(args)).toThrow(message);
  });
});

const share = { count: 3, of: 4, value: 0.75, low: 0.3, high: 0.95 };
const ranged = { known: share, worst: 0.5, best: 0.9 };
const now: BacktestNow = {
  version: 5,
  status: 'done',
  facts: 10,
  heard: 10,
  parity: { version: 4, turns: 20, reproduced: 20, share: 1 },
  report: {
    leads: 6,
    facts: 10,
    weeks: [{ handOffs: 4, really: 3, hoursNeeded: 4, hoursAvailable: 40 }],
    bands: [{ band: 'hot', leads: 4, handOffs: 4, acceptance: share, winRate: ranged }],
    precision: ranged,
    recall: ranged,
    clocks: [{ clause: 'handOffs.default.clocks.accept', by: 'sales', breached: share }],
    threshold: { band: 'hot', of: 'engagement', floor: 50 },
    curve: [{ floor: 50, handOffs: 4, hoursNeeded: 4, breached: share, precision: ranged, recall: ranged }],
    promises: [],
    assumptions: ['Mails arrive at once.'],
    notTested: ['2 of 6 leads have no outcome.'],
  },
  plots: ['win-rates'],
  problem: null,
};

it('tells the figures, what they rest on, and what they can’t say', () => {
  const lines = backtestLines(now).join('\n');
  expect(lines).toContain('Version 4, in force, decides 20 of 20 real decisions so again.');
  expect(lines).toContain('hot: 4 leads, 4 hand-offs, accepted 75.0 % of 4 (30.0 % to 95.0 %), won 75.0 % of 4');
  expect(lines).toContain('of all between 50.0 % and 90.0 %');
  expect(lines).toContain('Not tested:\n  2 of 6 leads have no outcome.');
  expect(lines).toContain('GET /v1/agreements/5/backtest/plots/win-rates');
});

it('tells of a test that was given up', () =>
  expect(backtestLines({ ...now, status: 'stopped', report: null })).toEqual([
    'The test of version 5 has said nothing for a quarter of an hour.',
    'Do the workers run? If it was cancelled, ask again.',
  ]));

it('tells why nothing was tested', () =>
  expect(
    backtestLines({ ...now, report: null, problem: { message: 'No fact was received.', cure: 'Choose another period.' } }),
  ).toEqual(['Version 5 was not tested: No fact was received.', 'Choose another period.']));
