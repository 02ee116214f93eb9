import type { EscalationDocument } from './document.js';
import { hint } from './nearest.js';
import { isFull, report, type Scope } from './scope.js';
import { parseShare, shareCure } from './share.js';
import type { ClockRule, EscalationRule } from './terms.js';

/** What happens as a clock runs out and beyond. `clocks` are those of the lane, its default's included. */
export function compileEscalation(
  rules: EscalationDocument[],
  clocks: ClockRule[],
  path: string,
  scope: Scope,
): EscalationRule[] {
  const names = clocks.map((clock) => clock.id);
  return rules.map((rule, index) => {
    const clause = `${path}.${index}`;
    const at = parseShare(rule.at);
    if (at === null) report(scope, `${clause}.at`, `\`${rule.at}\` is no share of a promise`, shareCure);
    if (!isFull(scope) && !names.includes(rule.of))
      report(scope, `${clause}.of`, `no clock \`${rule.of}\` runs in this lane`, hint(rule.of, names, 'add it under `clocks`'));
    return { clause, at: at ?? 1, of: rule.of, do: actOf(rule) };
  });
}

function actOf(rule: EscalationDocument): EscalationRule['do'] {
  if (rule.do === 'queue') return { kind: 'queue', queue: rule.to };
  return rule.do === 'notify' ? { kind: 'notify', who: rule.who } : { kind: rule.do };
}
