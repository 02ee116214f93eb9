import { scorecardLines, type Scorecard } from './scorecard-lines.js';

const week = { from: '2026-11-15T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z', over: true };
const next = { from: week.to, to: '2026-11-29T23:00:00.000Z', over: false };
const card: Scorecard = {
  zone: 'Europe/Madrid',
  per: 'week',
  acceptance: {
    definition: 'x',
    periods: [
      { ...week, versions: [{ agreementVersion: 3, handedOver: 40, accepted: 30, rejected: 10, share: 0.75 }] },
      { ...next, versions: [] },
    ],
  },
  completeness: { definition: 'x', periods: [{ ...week, versions: [{ agreementVersion: 3, share: 1 }] }] },
  clocks: {
    definition: 'x',
    periods: [
      {
        ...week,
        versions: [
          { agreementVersion: 3, clocks: [{ clock: 'accept', by: 'sales', kept: 36, broken: 4, system: 2, share: 0.9 }] },
        ],
      },
    ],
  },
  outcomes: { definition: 'x', periods: [{ ...week, versions: [{ agreementVersion: 3, share: null }] }] },
  promises: {
    promises: [
      {
        agreementVersion: 3,
        clause: 'promises.0',
        measure: 'kept',
        sentence: 'Sales keeps at least 90% of its clock accept, every week.',
        periods: [
          { ...week, good: 36, bad: 4, open: 0, value: 0.9, verdict: 'kept', why: null },
          { ...next, good: 0, bad: 0, open: 3, value: null, verdict: 'undecided', why: 'running' },
        ],
      },
    ],
  },
};

describe('the scorecard on the terminal', () => {
  it('has a line for each period and version, the clocks, and every promise with its verdict', () =>
    expect(scorecardLines(card)).toEqual([
      "Each week, by Europe/Madrid's clock:",
      '2026-11-16  version 3: 40 handed over, 30 accepted, 10 rejected (75%); complete 100%; outcomes in time -',
      '    accept (sales): 36 kept, 4 broken (90%), 2 charged to Baton',
      '2026-11-23 (runs)  nothing',
      '',
      'Promises:',
      '  Sales keeps at least 90% of its clock accept, every week. (version 3, promises.0)',
      '    2026-11-16  KEPT 90%',
      '    2026-11-23  UNDECIDED -, 3 open: the period runs',
    ]));

  it('says how to promise something when nothing is', () =>
    expect(scorecardLines({ ...card, promises: { promises: [] } }).at(-1)).toContain('Add `promises`'));
});
