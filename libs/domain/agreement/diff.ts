import type { AgreementDocument } from './document.js';
import { differences } from './diff/differences.js';
import { sentenceOf } from './diff/sentence.js';
import { withDefaults } from './diff/with-defaults.js';

/** One thing that two versions of an agreement say differently. */
export interface Change {
  /** Its path, in the words of the terms: `handOffs.lanes.demo.clocks.firstTouch.within`. */
  clause: string;
  /** The top-level clause it belongs to; `signs` names who must sign a change of it. */
  part: keyof AgreementDocument;
  /** In plain words: "The band hot now asks 70 points of engagement instead of 60." */
  sentence: string;
}

/**
 * What a later document says differently, clause by clause. Entries of lists are known by their id, band, reason or signal, never by their
 * position; that they were moved is said where the order matters. The order of keys, how the file is written, and defaults that are written down
 * change nothing.
 */
export function diffAgreements(before: AgreementDocument, after: AgreementDocument): Change[] {
  const named = [before, after].flatMap(({ signs }) => Object.keys(signs ?? {}));
  const whole = (document: AgreementDocument): AgreementDocument => withDefaults(document, named);
  return differences(whole(before), whole(after), { labels: [], clause: '' }).map((difference) => ({
    clause: difference.clause,
    part: difference.labels[0] as keyof AgreementDocument,
    sentence: sentenceOf(difference),
  }));
}

/** The top-level clauses in which two documents differ, each once. */
export const partsChanged = (before: AgreementDocument, after: AgreementDocument): Change['part'][] => [
  ...new Set(diffAgreements(before, after).map(({ part }) => part)),
];
