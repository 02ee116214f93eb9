import type { AgreementDocument } from './document.js';
import type { GapDocument, GapRule, ResultDocument, ResultRule } from './follow-up.js';
import { hint } from './nearest.js';
import { readSpan, report, type Scope } from './scope.js';
import type { Terms } from './terms.js';

/** What the result of a touch does to the cadence, by channel. A channel that lists results has no others. */
export function compileResults({ followUp }: AgreementDocument, scope: Scope): Terms['results'] {
  return Object.fromEntries(
    Object.entries(followUp?.results ?? {}).map(([channel, results]) => {
      const path = `followUp.results.${channel}`;
      if (Object.keys(results).length === 0)
        report(scope, path, 'no result is named', 'name one, such as { no-answer: next }, or remove the channel');
      return [channel, compileChannel(results, path, scope)];
    }),
  );
}

function compileChannel(results: Record<string, ResultDocument>, path: string, scope: Scope): Record<string, ResultRule> {
  return Object.fromEntries(
    Object.entries(results).map(([result, rule]) => [result, compileResult(rule, `${path}.${result}`, scope)]),
  );
}

function compileResult(rule: ResultDocument, clause: string, scope: Scope): ResultRule {
  if (typeof rule === 'string') return { clause, do: rule };
  if ('again' in rule) return { clause, do: 'again', after: readSpan(scope, `${clause}.again`, rule.again) };
  if (!Object.hasOwn(scope.fields, rule.needs))
    report(
      scope,
      `${clause}.needs`,
      `nobody declared the field \`${rule.needs}\``,
      hint(rule.needs, Object.keys(scope.fields), 'declare it under `fields`'),
    );
  return { clause, do: 'needs', field: rule.needs };
}

/** Where the seller's cycle and the buyer's drift apart. */
export function compileGaps({ followUp }: AgreementDocument, scope: Scope): GapRule[] {
  const gaps = (followUp?.gap ?? []).map((gap, at) => compileGap(gap, `followUp.gap.${at}`));
  gaps.forEach(({ id, clause }, at) => {
    if (gaps.findIndex((gap) => gap.id === id) < at)
      report(scope, `${clause}.when`, 'this gap stands above already', 'say both in one, or remove one');
  });
  return gaps;
}

function compileGap({ when: { sellerStage, buyerStage }, say }: GapDocument, clause: string): GapRule {
  return { clause, id: `${sellerStage}-${buyerStage}`, sellerStage, buyerStage, say };
}
