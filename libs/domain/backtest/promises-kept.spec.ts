import { tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import type { PromiseDocument } from '../agreement/promises.js';
import type { Setup } from './house.js';
import { promisesKept, type PromiseLine } from './promises-kept.js';
import { assumedModel } from './sales-model.js';
import { newTally, weekAt } from './tally.js';

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Monday 5 January 2026 has 12 hand-offs, and so has the 19th; nothing else happens. */
function lineOf(promise: PromiseDocument, from: string, to: string): PromiseLine | undefined {
  const terms = tradeTerms({ promises: [promise] });
  const teams = [{ fromAt: at(from), version: 1, team: tradeTeamCompiled() }];
  const setup: Setup = { version: 1, terms, teams, from: at(from), to: at(to), model: assumedModel, seed: 1 };
  const tally = newTally(terms);
  for (const day of ['2026-01-05', '2026-01-19']) weekAt(tally, at(day)).handOffs = 12;
  return promisesKept(setup, tally)[0];
}
const verdicts = (line: PromiseLine | undefined): string[] => (line?.periods ?? []).map(({ verdict, why }) => why ?? verdict);

describe('promises over the periods of a back-test', () => {
  const weekly = { by: 'marketing', measure: 'volume', atLeast: 10, per: 'week' } as const;

  it('are broken by a week in which nothing happened, too', () => {
    const line = lineOf(weekly, '2026-01-05', '2026-01-26');
    expect(verdicts(line)).toEqual(['kept', 'broken', 'kept']);
    expect(line).toMatchObject({ kept: 2, broken: 1, undecided: 0 });
  });

  it('judge no floor by a part of a week or of a month', () => {
    expect(verdicts(lineOf(weekly, '2026-01-07', '2026-01-16'))).toEqual(['kept', 'part']);
    const monthly = { ...weekly, atLeast: 30, per: 'month' } as const;
    expect(verdicts(lineOf(monthly, '2026-01-12', '2026-03-02'))).toEqual(['part', 'broken']);
    expect(verdicts(lineOf(monthly, '2026-01-05', '2026-01-26'))).toEqual(['part']);
    expect(verdicts(lineOf(monthly, '2026-01-05', '2026-02-02'))).toEqual(['broken']);
  });
});
