import { day, hour } from '../../../test/support/terms-for-scoring.js';
import { comings } from './signal-holds.js';

describe('the instants at which a signal comes', () => {
  it('are all of its evidence, where one piece is enough', () => {
    expect(comings([1, 5, 9], { times: 1, withinMs: 3 })).toEqual([1, 5, 9]);
    expect(comings([], { times: 1, withinMs: null })).toEqual([]);
  });

  it('are those with enough pieces before them, within its window', () => {
    const instants = [0, hour, 2 * hour, 2 * day, 2 * day + hour, 2 * day + 2 * hour];
    expect(comings(instants, { times: 3, withinMs: day })).toEqual([2 * hour, 2 * day + 2 * hour]);
    expect(comings(instants, { times: 3, withinMs: null })).toEqual(instants.slice(2));
  });

  it('leave out one whose window closes as it comes: a signal does not hold there either', () => {
    expect(comings([0, day], { times: 2, withinMs: day })).toEqual([]);
    expect(comings([0, day - 1], { times: 2, withinMs: day })).toEqual([day - 1]);
  });
});
