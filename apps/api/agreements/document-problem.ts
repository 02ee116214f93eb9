import type { Problem } from '../../../libs/domain/agreement/checked.js';
import { ApiProblem } from '../problem.js';

/** All that is wrong with a document, at once. */
export function documentProblem(what: 'agreement' | 'team' | 'mapping', problems: Problem[]): ApiProblem {
  const places = [...new Set(problems.map(({ path }) => path || 'the whole'))].slice(0, 5).join(', ');
  const many = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new ApiProblem(`${what}.problems`, `The ${what} has ${many}: ${places}. Nothing is stored.`, { problems });
}
