import type { AgreementDocument, CadenceDocument } from './document.js';
import { numbered } from './numbered.js';
import { once, readSpan, report, type Scope } from './scope.js';
import type { Cadence, Terms } from './terms.js';

/** Planned touches, by the id that a lane's `followUp` names. */
export function compileCadences(document: AgreementDocument, scope: Scope): Terms['cadences'] {
  const cadences = document.followUp?.cadences ?? [];
  once(
    scope,
    'followUp.cadences',
    cadences.map((cadence) => cadence.id),
  );
  return Object.fromEntries(cadences.map((cadence) => [cadence.id, compileCadence(cadence, scope)]));
}

function compileCadence({ id, attempts, steps }: CadenceDocument, scope: Scope): Cadence {
  const clause = `followUp.cadences.${id}`;
  if (steps.length === 0)
    report(scope, `${clause}.steps`, 'a cadence without steps plans nothing', 'add a step such as { touch: call, after: 0min }');
  return {
    id,
    clause,
    attempts:
      attempts === undefined
        ? null
        : { atLeast: attempts.atLeast, over: readSpan(scope, `${clause}.attempts.over`, attempts.over) },
    steps: compileSteps(steps, `${clause}.steps`, scope),
  };
}

function compileSteps(steps: CadenceDocument['steps'], path: string, scope: Scope): Cadence['steps'] {
  once(
    scope,
    path,
    steps.flatMap((step) => step.id ?? []),
  );
  const ids = numbered(steps.map((step) => step.id ?? step.touch));
  return steps.map((step, at) => {
    const id = ids[at] ?? '';
    const clause = `${path}.${id}`;
    return { id, clause, touch: step.touch, after: readSpan(scope, `${clause}.after`, step.after, 'zero') };
  });
}
