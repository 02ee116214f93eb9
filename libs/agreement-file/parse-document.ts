import type { z } from 'zod';
import { mostProblems, upToMost, type Checked } from '../domain/agreement/checked.js';
import { problemsOf } from './problems-of.js';
import { readYaml } from './read-yaml.js';
import { withLines } from './with-lines.js';

/** Text to a document that the schema has passed, or every problem with place, line and cure. Never throws. */
export function parseDocument<Document>(text: string, schema: z.ZodType<Document>, mostNodes?: number): Checked<Document> {
  const read = readYaml(text, mostNodes);
  if (read.broken) return { ok: false, problems: read.problems };
  const checked = schema.safeParse(read.value);
  if (checked.success && read.problems.length === 0) return { ok: true, value: checked.data };
  // A trap says more about its place than the type it then has.
  const trapped = new Set(read.problems.map((problem) => problem.path));
  const issues = checked.error?.issues.slice(0, mostProblems) ?? [];
  const misfits = problemsOf(issues, read.value).filter((problem) => !trapped.has(problem.path));
  return { ok: false, problems: upToMost([...read.problems, ...withLines(misfits.slice(0, mostProblems), read)]) };
}
