import type { PromiseRule } from '../agreement/promises.js';
import { noHandOffs, noOutcomes, type ClockCounts } from './counts.js';
import { shareOf, tallyFor } from './tally.js';

const clock = (name: string, by: ClockCounts['by'], numbers: Partial<ClockCounts>): ClockCounts => ({
  clock: name,
  clause: `handOffs.default.clocks.${name}`,
  by,
  due: 0,
  kept: 0,
  broken: 0,
  system: 0,
  stopped: 0,
  running: 0,
  ...numbers,
});
const counts = {
  handOffs: { ...noHandOffs, handedOver: 10, accepted: 6, rejected: 2, undecided: 1, merged: 1, complete: 7, incomplete: 3 },
  clocks: [
    clock('accept', 'sales', { due: 9, kept: 4, broken: 1, system: 2, stopped: 1, running: 1 }),
    clock('firstTouch', 'sales', { due: 3, kept: 3 }),
    clock('accept', 'system', { due: 1, broken: 1 }),
    clock('missing', 'marketing', { due: 2, broken: 2 }),
  ],
  outcomes: { ...noOutcomes, accepted: 6, inTime: 3, late: 1, open: 2 },
};
const promise = (
  measure: PromiseRule['measure'],
  by: PromiseRule['by'] = 'marketing',
  of: string | null = null,
): PromiseRule => ({
  ...{ clause: 'promises.0', by, measure, clock: of, atLeast: 0.5, atMost: null, per: 'week' },
});

describe('what counts for a promise', () => {
  it.each([
    ['volume: every hand-off', promise('volume'), { good: 10, bad: 0, open: 0 }],
    ['acceptance: a joined lead counts for nobody', promise('acceptance'), { good: 6, bad: 2, open: 1 }],
    ['completeness: as the hand-off opened', promise('completeness'), { good: 7, bad: 3, open: 0 }],
    ['outcomes', promise('outcomes', 'sales'), { good: 3, bad: 1, open: 2 }],
    [
      'one clock: neither the system’s part nor what was stopped',
      promise('kept', 'sales', 'accept'),
      { good: 4, bad: 1, open: 1 },
    ],
    ['every clock of its side', promise('kept', 'sales'), { good: 7, bad: 1, open: 1 }],
    ['the other side’s own', promise('kept', 'marketing'), { good: 0, bad: 2, open: 0 }],
  ])('is, of %s', (_, of, tally) => expect(tallyFor(of, counts)).toEqual(tally));

  it('is a share only of what is decided', () => {
    expect(shareOf({ good: 4, bad: 1, open: 5 })).toBe(0.8);
    expect(shareOf({ good: 0, bad: 0, open: 5 })).toBeNull();
  });
});
