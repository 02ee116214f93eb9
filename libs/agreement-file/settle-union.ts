import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Which of several forms was meant: keys that no form knows, or the form that fits best, or none. */
export type Settled =
  { kind: 'unknownKeys'; keys: string[]; known: string[] } | { kind: 'branch'; issues: Issue[] } | { kind: 'none' };

export function settleUnion(branches: readonly (readonly Issue[])[]): Settled {
  const objects = branches.filter((issues) => !issues.some(isWrongType));
  if (objects.length === 0) return { kind: 'none' };
  const keys = unknownToAll(objects);
  if (keys.length > 0) return { kind: 'unknownKeys', keys, known: [...new Set(objects.flatMap(knownKeys))] };
  const best = [...objects].sort((a, b) => misfit(a) - misfit(b))[0] ?? [];
  const isTossUp = objects.length > 1 && best.every(isHere);
  return isTossUp || best.some(isUnknownKey) ? { kind: 'none' } : { kind: 'branch', issues: [...best] };
}

const isHere = (issue: Issue): boolean => issue.path.length === 0;
const isWrongType = (issue: Issue): boolean => isHere(issue) && issue.code === 'invalid_type';
const isUnknownKey = (issue: Issue): issue is z.core.$ZodIssueUnrecognizedKeys =>
  isHere(issue) && issue.code === 'unrecognized_keys';

const strangers = (issues: readonly Issue[]): string[] => issues.filter(isUnknownKey).flatMap((issue) => issue.keys);
const knownKeys = (issues: readonly Issue[]): string[] =>
  issues.filter(isUnknownKey).flatMap((issue) => issue.message.split(' '));

function unknownToAll(branches: readonly (readonly Issue[])[]): string[] {
  const [first = [], ...others] = branches.map(strangers);
  return first.filter((key) => others.every((strange) => strange.includes(key)));
}

/** A key too many or too few tells forms apart; what is wrong deeper down does not. */
const misfit = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (isUnknownKey(issue) ? 20 * issue.keys.length : issue.path.length <= 1 ? 5 : 1), 0);
