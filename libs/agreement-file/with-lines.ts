import type { Problem } from '../domain/agreement/checked.js';
import { childOf, labelOf } from './place.js';
import type { Read } from './read-yaml.js';

/** The problems with the lines of the file where their places stand; what is not in the file bears the line of what it belongs to. */
export function withLines(problems: readonly Problem[], read: Read): Problem[] {
  return problems.map((problem) => {
    const line = problem.line ?? lineOfPath(problem.path, read);
    return line === undefined ? problem : { ...problem, line };
  });
}

function lineOfPath(path: string, { value, lines }: Read): number | undefined {
  let words = path.split('.');
  let [at, line]: [unknown, number | undefined] = [value, undefined];
  while (words.length > 0) {
    const step = stepInto(at, words);
    if (step === null || typeof at !== 'object' || at === null) return line;
    line = lines.get(at)?.get(step.key) ?? line;
    [at, words] = [childOf(at, step.key), words.slice(step.words)];
  }
  return line;
}

/** Keys may hold dots themselves (`company.employees`), so the longest that fits is taken. */
function stepInto(at: unknown, words: string[]): { key: PropertyKey; words: number } | null {
  if (Array.isArray(at)) {
    const index = at.findIndex((entry, position) => labelOf(entry, position) === words[0] || String(position) === words[0]);
    return index === -1 ? null : { key: index, words: 1 };
  }
  for (let count = words.length; count > 0; count--) {
    const key = words.slice(0, count).join('.');
    if (childOf(at, key) !== undefined) return { key, words: count };
  }
  return null;
}
