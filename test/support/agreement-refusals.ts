import type { Problem } from '../../libs/domain/agreement/checked.js';
import { compile } from '../../libs/domain/agreement/compile.js';
import type { AgreementDocument } from '../../libs/domain/agreement/document.js';
import { agreementOf } from './agreement-document.js';

export type Changes = Partial<AgreementDocument>;
/** What is wrong, the clauses that make it so, where it is said to be, and words of the message or the cure. */
export type Refusal = [what: string, changes: Changes, path: string, says: string];

export const problemsOf = (changes: Changes): Problem[] => {
  const checked = compile(agreementOf(changes));
  return checked.ok ? [] : checked.problems;
};

/** One problem and no other, so that a good part of the document is never blamed. */
export function expectRefusal(_what: string, changes: Changes, path: string, says: string): void {
  const problems = problemsOf(changes);
  expect(problems.map((problem) => problem.path)).toEqual([path]);
  expect(`${problems[0]?.message} ${problems[0]?.cure}`).toContain(says);
}
