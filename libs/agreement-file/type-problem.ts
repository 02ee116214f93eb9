import type { z } from 'zod';
import { hint } from '../domain/agreement/nearest.js';

/** A value of the wrong type or out of range, said for people who know YAML, not zod. */
export function typeProblem(issue: z.core.$ZodIssue, value: unknown): { message: string; cure: string } {
  if (issue.code === 'invalid_value') return notOneOf(issue.values.map(String), value);
  if (issue.code !== 'invalid_type') return { message: issue.message, cure: 'write another value' };
  const expected = expectations[issue.expected] ?? { what: `a ${issue.expected}`, how: `write a ${issue.expected}` };
  if (value === null)
    return { message: `${expected.what} is wanted here, and nothing is`, cure: `${expected.how}, or remove the key` };
  if (issue.expected === 'boolean' && isOldBoolean(value))
    return { message: `\`${value}\` is a text in YAML 1.2`, cure: `write ${/^(y|yes|on)$/i.test(value) ? 'true' : 'false'}` };
  if (issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return { message: `a text is wanted here, not ${kindOf(value)}`, cure: `put it in quotes: "${String(value)}"` };
  return { message: `${expected.what} is wanted here, not ${kindOf(value)}`, cure: expected.how };
}

const expectations: Record<string, { what: string; how: string }> = {
  object: { what: 'a block of keys', how: 'write `key: value` lines under it' },
  record: { what: 'a block of names', how: 'write `name: …` lines under it' },
  array: { what: 'a list', how: 'write [ … ], or lines that begin with `- `' },
  string: { what: 'a text', how: 'write a text' },
  number: { what: 'a number', how: 'write a plain number, without quotes or units' },
  int: { what: 'a whole number', how: 'write a whole number, without quotes or units' },
  boolean: { what: 'true or false', how: 'write true or false' },
};

const isOldBoolean = (value: unknown): value is string => typeof value === 'string' && /^(y|yes|on|n|no|off)$/i.test(value);

function notOneOf(values: string[], value: unknown): { message: string; cure: string } {
  const cure = values.length === 1 ? `write ${values[0]}` : hint(String(value), values, 'remove the key');
  return { message: value === undefined ? 'this is missing' : `${kindOf(value)} is not possible here`, cure };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a block of keys';
  if (typeof value === 'string') return `the text \`${value.length > 60 ? `${value.slice(0, 60)}…` : value}\``;
  return `\`${String(value)}\``;
}
