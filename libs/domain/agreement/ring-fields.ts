import type { Written } from './terms.js';

/** Fields of which every new word rings: a held cadence may wait for it. Sorted, each once. */
export function ringFields({ results }: Pick<Written, 'results'>): string[] {
  const rules = Object.values(results).flatMap((ofChannel) => Object.values(ofChannel ?? {}));
  return [...new Set(rules.flatMap((rule) => (rule.do === 'needs' ? [rule.field] : [])))].sort();
}
