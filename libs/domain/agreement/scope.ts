import type { Span } from '../calendar/instant.js';
import { mostProblems, type Problem } from './checked.js';
import { hint } from './nearest.js';
import { isZero, parseSpan, spanCure } from './span.js';
import type { FieldRule } from './terms.js';

export type Named = 'signal' | 'band' | 'list' | 'track' | 'cadence';

/** What the parts of a compilation share: the names the document defines, and the problems found so far. */
export interface Scope {
  fields: Record<string, FieldRule>;
  names: Record<Named, readonly string[]>;
  /** The document defines its own signal `attempted`, so `until: attempted` means that one. */
  ownAttempted: boolean;
  problems: Problem[];
}

const cures: Record<Named, string> = {
  signal: 'define it under `signals`',
  band: 'define it under `scoring.bands`',
  list: 'name it under `uses.lists`',
  track: 'define it under `nurture.tracks`',
  cadence: 'define it under `followUp.cadences`',
};

/** Enough was found: what is wrong beyond is not looked at. */
export const isFull = ({ problems }: Pick<Scope, 'problems'>): boolean => problems.length > mostProblems;

export function report(scope: Pick<Scope, 'problems'>, path: string, message: string, cure: string): void {
  scope.problems.push({ path, message, cure });
}

/** A name that is cited must be defined. */
export function cite(scope: Scope, path: string, kind: Named, name: string): void {
  if (isFull(scope) || scope.names[kind].includes(name)) return;
  report(scope, path, `the document defines no ${kind} \`${name}\``, hint(name, scope.names[kind], cures[kind]));
}

/** Ids name a clause for good, so each may stand once. */
export function once(scope: Pick<Scope, 'problems'>, path: string, ids: readonly string[], cure = 'give each its own'): void {
  for (const id of new Set(ids.filter((candidate, at) => ids.indexOf(candidate) !== at)))
    report(scope, `${path}.${id}`, `\`${id}\` stands more than once in ${path}`, cure);
}

/** A length of time above zero (or from zero on), or a problem. What it gives beside a problem is never used. */
export function readSpan(
  scope: Pick<Scope, 'problems'>,
  path: string,
  text: string,
  from: 'above zero' | 'zero' = 'above zero',
): Span {
  const span = parseSpan(text);
  if (span === null) report(scope, path, `\`${text}\` is no duration of up to ten years`, spanCure);
  else if (from === 'above zero' && isZero(span))
    report(scope, path, 'a duration of zero means nothing here', 'write one above zero');
  return span ?? { ms: 0 };
}

/** The same where working days make no sense: no calendar is at hand. */
export function readMs(scope: Pick<Scope, 'problems'>, path: string, text: string): number {
  const span = readSpan(scope, path, text);
  if ('ms' in span) return span.ms;
  report(scope, path, `\`${text}\` counts working days, but no calendar applies here`, 'write days of 24 h, such as 3d');
  return 0;
}
