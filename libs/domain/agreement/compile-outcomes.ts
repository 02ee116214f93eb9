import type { AgreementDocument, OutcomeDocument } from './document.js';
import { hint } from './nearest.js';
import { cite, once, readMs, readSpan, report, type Scope } from './scope.js';
import type { OutcomeRule, Terms } from './terms.js';

/** A field of the command, not of the profile: when a recycled lead asked to be contacted again. */
export const nextContact = 'nextContact';

/** One table: reason, what it is, what then. */
export function compileOutcomes(document: AgreementDocument, scope: Scope): Terms['outcomes'] {
  const outcomes = document.outcomes ?? [];
  once(
    scope,
    'outcomes',
    outcomes.map((outcome) => outcome.reason),
  );
  return outcomes.map((outcome) => compileOutcome(outcome, scope));
}

function compileOutcome(outcome: OutcomeDocument, scope: Scope): OutcomeRule {
  const clause = `outcomes.${outcome.reason}`;
  if (outcome.is !== 'rejected') refuse(outcome, ['then', 'contest'], clause, scope, 'rejected');
  if (outcome.is !== 'recycled') refuse(outcome, ['until', 'track', 'wakes'], clause, scope, 'recycled');
  if (outcome.track !== undefined) cite(scope, `${clause}.track`, 'track', outcome.track);
  for (const signal of outcome.wakes ?? []) cite(scope, `${clause}.wakes`, 'signal', signal);
  return {
    clause,
    reason: outcome.reason,
    is: outcome.is,
    then: outcome.then ?? 'nurturing',
    contest: outcome.contest === undefined ? null : readSpan(scope, `${clause}.contest`, outcome.contest),
    until: untilOf(outcome.until, `${clause}.until`, scope),
    track: outcome.track ?? null,
    wakes: outcome.wakes ?? [],
  };
}

function refuse(outcome: OutcomeDocument, keys: (keyof OutcomeDocument)[], clause: string, scope: Scope, only: string): void {
  for (const key of keys)
    if (outcome[key] !== undefined)
      report(scope, `${clause}.${key}`, `\`${key}\` speaks of ${only} leads, and this one is ${outcome.is}`, 'remove it');
}

function untilOf(until: OutcomeDocument['until'], path: string, scope: Scope): OutcomeRule['until'] {
  if (until === undefined) return null;
  if (typeof until === 'string') return { span: { ms: readMs(scope, path, until) } };
  if (until.field !== nextContact && !Object.hasOwn(scope.fields, until.field))
    report(
      scope,
      `${path}.field`,
      `nobody declared the field \`${until.field}\``,
      hint(until.field, [nextContact, ...Object.keys(scope.fields)], 'declare it under `fields`'),
    );
  return until;
}
