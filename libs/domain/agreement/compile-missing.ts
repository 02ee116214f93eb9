import type { AgreementDocument } from './document.js';
import { cite, readMs, report, type Scope } from './scope.js';
import type { Lane, Terms } from './terms.js';

/** The clock of a lead that would be handed off, but misses a requirement. */
export const missingClock = 'missing';

/** Whose clock runs while a lead is qualified but incomplete, and what is done meanwhile. Nobody at sales holds it yet, so it counts around the clock. */
export function compileMissing(document: AgreementDocument, lanes: Lane[], scope: Scope): Terms['missing'] {
  const { missing, requirements } = document;
  if (missing === undefined) return null;
  if ((requirements?.marketing_qualified ?? []).length === 0)
    report(
      scope,
      'missing',
      'nothing is required of a lead that qualifies, so nothing can be missing',
      'add `requirements.marketing_qualified`, or remove the clause',
    );
  const rival = lanes.flatMap(({ clocks }) => clocks).find(({ id }) => id === missingClock);
  if (rival !== undefined)
    report(scope, rival.clause, '`missing` is the clock of the clause `missing`', 'give this clock another name');
  if (missing.track !== undefined) cite(scope, 'missing.track', 'track', missing.track);
  const within = { ms: readMs(scope, 'missing.within', missing.within) };
  return {
    track: missing.track ?? null,
    clock: {
      id: missingClock,
      clause: 'missing',
      from: 'qualified',
      until: 'complete',
      within,
      hours: 'always',
      by: missing.by,
    },
  };
}
