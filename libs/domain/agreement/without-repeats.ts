import type { Problem } from './checked.js';

/** The defaults of hand-offs are looked at once a lane; what is wrong with them is said once. */
export function withoutRepeats(problems: Problem[]): Problem[] {
  const said = new Map(problems.map((problem) => [`${problem.path}\n${problem.message}`, problem]));
  return [...said.values()];
}
