import type { Condition } from '../conditions.js';
import type { Terms } from '../terms.js';

/** Whether the condition may come out so for a lead whose evidence counts no more. */
export function mayBe(holds: boolean, condition: Condition, terms: Terms): boolean {
  if ('all' in condition) return condition.all[holds ? 'every' : 'some']((part) => mayBe(holds, part, terms));
  if ('any' in condition) return condition.any[holds ? 'some' : 'every']((part) => mayBe(holds, part, terms));
  if ('not' in condition) return mayBe(!holds, condition.not, terms);
  if ('band' in condition) return bandsWithout(terms).some((band) => (band === condition.band) === holds);
  if ('buyerStage' in condition) return (condition.buyerStage === 'attention') === holds;
  return 'signal' in condition ? !holds : true;
}

/** Bands in which a lead may be by who it is alone; the first that asks nothing takes the rest. */
function bandsWithout({ scoring }: Terms): string[] {
  const reached = scoring.bands.filter(({ engagementGte }) => (engagementGte ?? 0) <= 0);
  const rest = reached.findIndex(({ fitGte }) => fitGte === null);
  return reached.slice(0, rest === -1 ? undefined : rest + 1).map(({ band }) => band);
}
