import type { z } from 'zod';
import { mostProblems, type Problem } from '../domain/agreement/checked.js';
import { hint } from '../domain/agreement/nearest.js';
import { isNotBuilt, notBuiltCure } from './not-built.js';
import { childOf, placeOf } from './place.js';
import { heard } from './say.js';
import { typeProblem } from './type-problem.js';
import { settleUnion } from './settle-union.js';

type Issue = z.core.$ZodIssue;

/** The schema's issues as problems: place, what is wrong, what to write instead. `document` is what was checked. */
export function problemsOf(issues: readonly Issue[], document: unknown, base: readonly PropertyKey[] = []): Problem[] {
  return issues.flatMap((issue) => problemsOfIssue(issue, document, [...base, ...issue.path]));
}

function problemsOfIssue(issue: Issue, document: unknown, keys: PropertyKey[]): Problem[] {
  const path = placeOf(document, keys);
  const value = keys.reduce(childOf, document);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, mostProblems).map((key) => unknownKey(path, key, issue.message.split(' ')));
  if (issue.code === 'invalid_key')
    return [{ path, ...wrongKey(issue.issues), message: `\`${String(keys.at(-1))}\` can't be a name here` }];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const settled = settleUnion(issue.errors);
    if (settled.kind === 'unknownKeys') return settled.keys.map((key) => unknownKey(path, key, settled.known));
    if (settled.kind === 'branch') return problemsOf(settled.issues, document, keys);
  }
  return [{ path, ...(value === undefined ? missing(issue) : (heard(issue.message) ?? typeProblem(issue, value))) }];
}

function unknownKey(parent: string, key: string, known: string[]): Problem {
  const path = parent === '' ? key : `${parent}.${key}`;
  if (isNotBuilt(path)) return { path, message: `\`${key}\` is not built yet`, cure: notBuiltCure };
  return { path, message: `nobody knows the key \`${key}\` here`, cure: hint(key, known, 'remove it') };
}

const wrongKey = (issues: readonly Issue[]): { message: string; cure: string } =>
  heard(issues[0]?.message ?? '') ?? { message: '', cure: 'give it another name' };

function missing(issue: Issue): { message: string; cure: string } {
  return { message: 'this is missing', cure: heard(issue.message)?.cure ?? `add it: ${typeProblem(issue, undefined).cure}` };
}
