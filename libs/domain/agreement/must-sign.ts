import type { AgreementDocument } from './document.js';
import { same } from './diff/same.js';
import { compileSigns, sides, signersOf, type Part, type Side } from './signs.js';

/** A side whose signature a version needs, and the changed parts for which it does. */
export interface MustSign {
  side: Side;
  parts: Part[];
}

/**
 * Who must sign `next`. It is the base that says who signs which part, and a change of `signs` itself needs both: so nobody signs away the other's
 * right. Both sign the first version of all. Nobody: the documents mean the same.
 */
export function mustSign(base: AgreementDocument | null, next: AgreementDocument): MustSign[] {
  const signs = base === null ? null : compileSigns(base.signs);
  const changed = base === null ? partsOf(next) : partsOf(base, next).filter((part) => !same(base[part], next[part]));
  return sides
    .map((side) => ({ side, parts: changed.filter((part) => signersOf(signs, [part]).includes(side)) }))
    .filter(({ parts }) => parts.length > 0);
}

/** All parts that any of them has. It is the parts that are compared, not what the diff has words for: nothing changes unsigned. */
function partsOf(...documents: AgreementDocument[]): Part[] {
  return [...new Set(documents.flatMap((document) => Object.keys(document) as Part[]))];
}
