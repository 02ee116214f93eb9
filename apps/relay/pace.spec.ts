import { createPace } from './pace.js';
import type { Relayed } from './relay-leads.js';

const round = (over: Partial<Relayed> = {}): Relayed => ({ leads: 1, rung: 1, unrung: 0, faulty: [], ...over });
const untaken = round({ rung: 0, unrung: 1 });

describe('a relay’s pace', () => {
  it('is full while all is well', () => {
    const pace = createPace();
    expect([pace.after(round()), pace.batch()]).toEqual([0, 100]);
  });

  it('falls to one lead, at longer and longer intervals, while Temporal takes no rings or a round fails', () => {
    const pace = createPace(() => 0.5);
    expect([untaken, null, untaken, null, untaken, untaken].map((one) => pace.after(one))).toEqual([
      500, 1000, 2000, 4000, 8000, 10_000,
    ]);
    expect(pace.batch()).toBe(1);
  });

  it('grows again by doubling', () => {
    const pace = createPace();
    pace.after(null);
    const batches = Array.from({ length: 8 }, () => [pace.after(round()), pace.batch()][1]);
    expect(batches).toEqual([2, 4, 8, 16, 32, 64, 100, 100]);
  });

  it('is not taken in by rounds that had nothing to ring', () => {
    const pace = createPace(() => 0.5);
    pace.after(untaken);
    expect([pace.after(round({ rung: 0 })), pace.batch()]).toEqual([0, 1]);
    expect(pace.after(untaken)).toBe(1000);
    pace.after(round());
    expect(pace.batch()).toBe(2);
  });

  it('differs by chance, so that relays don’t probe in step', () => {
    expect(createPace(() => 0).after(null)).toBe(375);
    expect(createPace(() => 1).after(null)).toBe(625);
  });
});
