import { tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import { promisedClocks } from './promised-clocks.js';

it('a notice can say when the clocks will run out that are the rep’s from then on', () => {
  const [lane] = tradeTerms().lanes;
  const noon = Date.UTC(2026, 10, 23, 12);
  expect(promisedClocks(lane!, 0, ['accept', 'firstTouch'], 'ana', tradeTeamCompiled(), noon)).toEqual([
    { clock: 'accept', dueAt: noon + 30 * 60_000 },
    { clock: 'firstTouch', dueAt: noon + 120 * 60_000 },
  ]);
});
