/** What is wrong with a document: where (a path such as `handOffs.lanes.0.to`), what, and what to write instead. */
export interface Problem {
  path: string;
  message: string;
  cure: string;
  /** Line of the file, from 1, where it is known. */
  line?: number;
}

/** The result of a check: the value, or every problem at once. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** Nobody mends more at once, and each costs a search for what was meant. */
export const mostProblems = 100;

/** The first of them, and a word on the rest. */
export function upToMost(problems: Problem[]): Problem[] {
  if (problems.length <= mostProblems) return problems;
  const more = {
    path: '',
    message: `there are ${problems.length - mostProblems + 1} problems or more beside these`,
    cure: 'mend these first',
  };
  return [...problems.slice(0, mostProblems - 1), more];
}
