import type { z } from 'zod';
import type { Problem } from '../../libs/domain/agreement/checked.js';
import { hint } from '../../libs/domain/agreement/nearest.js';

type Issue = z.core.$ZodIssue;

/** A schema's issues as places with a cure. Values are not quoted: they may be personal. */
export function bodyProblems(issues: readonly Issue[], at: PropertyKey[] = []): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, [...at, ...issue.path]));
}

function problemsOf(issue: Issue, keys: PropertyKey[]): Problem[] {
  const path = keys.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(' ');
    return issue.keys.map((key) => ({
      path: [...keys, key].map(String).join('.'),
      message: 'Nobody knows this field.',
      cure: hint(key, known, 'remove it'),
    }));
  }
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
    return [{ path, message: 'This is no kind we know.', cure: 'Send one of those that /docs lists.' }];
  const [message = '', cure] = issue.message.split('\n');
  return [cure ? { path, message, cure } : { path, ...told(issue) }];
}

function told(issue: Issue): { message: string; cure: string } {
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return { message: 'This is missing.', cure: `Send ${wanted(issue.expected)}.` };
  if (issue.code === 'invalid_type') return { message: 'This has the wrong type.', cure: `Send ${wanted(issue.expected)}.` };
  if (issue.code === 'invalid_value')
    return { message: 'This value is not possible here.', cure: `Send one of: ${issue.values.map(String).join(', ')}.` };
  if (issue.code === 'invalid_format') return { message: 'This does not have the right form.', cure: formCure(issue.format) };
  if (issue.code === 'too_big') return { message: 'This is too large.', cure: `Send at most ${issue.maximum}.` };
  if (issue.code === 'too_small') return { message: 'This is too small.', cure: `Send at least ${issue.minimum}.` };
  return { message: 'This can not be right.', cure: 'Compare it with /docs.' };
}

const wanted = (expected: string): string => words[expected] ?? `a ${expected}`;
const words: Record<string, string> = {
  object: 'an object: { … }',
  record: 'an object: { … }',
  array: 'a list: [ … ]',
  int: 'a whole number',
  boolean: 'true or false',
  string: 'a text',
};

function formCure(format: string): string {
  if (format === 'uuid') return 'Send a UUID, such as 7f3c1f0e-6a52-4d4e-9a41-0c8d7d1d2b10.';
  if (format === 'datetime') return 'Send an instant with its zone, such as 2026-11-23T09:30:00Z.';
  return 'Compare it with /docs.';
}
