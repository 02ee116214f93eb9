import type { PromiseRule } from '../agreement/promises.js';
import { judge, type JudgedPeriod } from './judge.js';
import type { Tally } from './tally.js';

const promise = (parts: Partial<PromiseRule>): PromiseRule => ({
  clause: 'promises.0',
  by: 'sales',
  measure: 'kept',
  clock: 'accept',
  atLeast: null,
  atMost: null,
  per: 'month',
  ...parts,
});
const tally = (good: number, bad: number, open = 0): Tally => ({ good, bad, open });
const over: JudgedPeriod = { over: true, whole: true };
const running: JudgedPeriod = { over: false, whole: true };
const part: JudgedPeriod = { over: true, whole: false };

describe('a promised share', () => {
  const floor = promise({ atLeast: 0.9 });
  it.each([
    ['is kept at the floor', tally(9, 1), over, 'kept', null],
    ['is broken below it', tally(8, 1), over, 'broken', null],
    ['is undecided while the period runs, however it stands', tally(0, 50), running, 'undecided', 'running'],
    ['is undecided when there was nothing to keep it by', tally(0, 0), over, 'undecided', 'nothing'],
    ['is undecided while what is open can tip it', tally(9, 0, 2), over, 'undecided', 'open'],
    ['is kept though some are open, if they can’t tip it', tally(18, 0, 2), over, 'kept', null],
    ['is broken though some are open, if they can’t mend it', tally(10, 2, 5), over, 'broken', null],
    ['is judged by its own hand-offs also where the version came into force within the period', tally(9, 1), part, 'kept', null],
  ] as const)('%s', (_, counted, period, verdict, why) => expect(judge(floor, counted, period)).toMatchObject({ verdict, why }));

  it('has a ceiling, too', () => {
    const ceiling = promise({ atMost: 0.1 });
    expect(judge(ceiling, tally(2, 8), over).verdict).toBe('broken');
    expect(judge(ceiling, tally(1, 9), over).verdict).toBe('kept');
    expect(judge(ceiling, tally(1, 9, 1), over)).toMatchObject({ verdict: 'undecided', why: 'open' });
  });

  it('says the share of what is decided', () => {
    expect(judge(floor, tally(3, 1, 4), over).value).toBe(0.75);
    expect(judge(floor, tally(0, 0, 4), over).value).toBeNull();
  });
});

describe('a promised number', () => {
  const volume = promise({ by: 'marketing', measure: 'volume', clock: null, atLeast: 50, atMost: 200 });
  it.each([
    ['is kept between floor and ceiling', 50, over, 'kept', null],
    ['is broken below the floor, also by none', 0, over, 'broken', null],
    ['is broken above the ceiling as soon as it is passed', 201, running, 'broken', null],
    ['is undecided while more may come', 60, running, 'undecided', 'running'],
    ['is undecided for a version that was in force for a part of the period', 10, part, 'undecided', 'part'],
    ['is broken above the ceiling also in a part of it', 201, part, 'broken', null],
  ] as const)('%s', (_, value, period, verdict, why) =>
    expect(judge(volume, tally(value, 0), period)).toEqual({ value, verdict, why }),
  );

  it('without a ceiling is kept as soon as it is reached', () =>
    expect(judge({ ...volume, atMost: null }, tally(50, 0), running).verdict).toBe('kept'));
});
