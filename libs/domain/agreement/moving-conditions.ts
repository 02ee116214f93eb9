import type { Terms, Written } from './terms.js';

/** Every condition that can move a lead, in the order of the document. Each bears the clause of what it moves. */
export function movingConditions(terms: Written): Terms['conditions'] {
  const reopen = terms.reopen === null ? [] : [terms.reopen];
  const all = [
    ...Object.values(terms.requirements).flat(),
    ...terms.disqualify,
    ...terms.nurture.tracks,
    ...terms.lanes,
    ...reopen,
  ];
  return all.map(({ clause, when }) => ({ clause, when }));
}
