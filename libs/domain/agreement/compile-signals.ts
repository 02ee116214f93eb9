import type { ValueTest } from './conditions.js';
import { checkValueTest } from './check-value-test.js';
import type { AgreementDocument, EvidenceDocument, SignalDocument, WhereDocument } from './document.js';
import { attemptedSignal, reservedSignals } from './names.js';
import { readMs, report, type Scope } from './scope.js';
import type { SignalRule, Terms } from './terms.js';

/** Any touch by a rep, unless the document says otherwise. */
const attempted: SignalRule = {
  clause: 'built in',
  matchers: [{ kind: 'touch', where: { by: { is: 'rep' } } }],
  times: 1,
  withinMs: null,
  topic: null,
};

export const signalNames = (document: AgreementDocument): string[] => [
  ...new Set([attemptedSignal, ...Object.keys(document.signals ?? {})]),
];

/** Evidence named once, cited everywhere. A signal is made of facts and touches only, so signals can't go round in a circle. */
export function compileSignals(document: AgreementDocument, scope: Scope): Terms['signals'] {
  const rules: Terms['signals'] = { [attemptedSignal]: attempted };
  for (const [id, signal] of Object.entries(document.signals ?? {})) {
    if (reservedSignals.includes(id))
      report(scope, `signals.${id}`, `\`${id}\` has a meaning of its own in clocks`, 'give the signal another name');
    rules[id] = compileSignal(signal, `signals.${id}`, scope);
  }
  return rules;
}

function compileSignal(signal: SignalDocument, clause: string, scope: Scope): SignalRule {
  const matchers =
    'any' in signal
      ? signal.any.map((evidence, at) => matcherOf(evidence, `${clause}.any.${at}`, scope))
      : [matcherOf(signal, clause, scope)];
  return {
    clause,
    matchers,
    times: signal.times ?? 1,
    withinMs: signal.within === undefined ? null : readMs(scope, `${clause}.within`, signal.within),
    topic: typeof signal.topic === 'string' ? { value: signal.topic } : (signal.topic ?? null),
  };
}

function matcherOf(evidence: EvidenceDocument, clause: string, scope: Scope): SignalRule['matchers'][number] {
  const where = compileWhere(evidence.where ?? {}, `${clause}.where`, scope);
  if ('fact' in evidence) return { kind: evidence.fact, where };
  const by: Record<string, ValueTest> = evidence.by === undefined ? {} : { by: { is: evidence.by } };
  return { kind: 'touch', where: { channel: { is: evidence.touch }, ...by, ...where } };
}

function compileWhere(where: WhereDocument, path: string, scope: Scope): Record<string, ValueTest> {
  return Object.fromEntries(
    Object.entries(where).map(([key, test]): [string, ValueTest] => {
      if (typeof test !== 'object') return [key, { is: test }];
      checkValueTest(test, `${path}.${key}`, scope);
      if (test.inList !== undefined)
        report(
          scope,
          `${path}.${key}.inList`,
          'a fact is tested without the team’s lists',
          'test a field of the profile with inList instead',
        );
      return [key, test];
    }),
  );
}
