import { checkValueTest, comparesNumbers } from './check-value-test.js';
import type { Condition, Scalar, ValueTest } from './conditions.js';
import { hint } from './nearest.js';
import { cite, isFull, report, type Scope } from './scope.js';
import type { FieldRule } from './terms.js';
import { textOf } from './value-test.js';

/** `who`: only what the lead is (fields, consent), as fit asks; `any`: also what it did and where it stands. */
export type ConditionReach = 'any' | 'who';

/** Every name in a condition must be known, and every test possible. */
export function checkCondition(condition: Condition, path: string, scope: Scope, reach: ConditionReach = 'any'): void {
  if (isFull(scope)) return;
  if ('all' in condition) return checkEach(condition.all, `${path}.all`, scope, reach);
  if ('any' in condition) return checkEach(condition.any, `${path}.any`, scope, reach);
  if ('not' in condition) return checkCondition(condition.not, `${path}.not`, scope, reach);
  if ('consent' in condition) return;
  if ('field' in condition) return checkField(condition, path, scope);
  if (reach === 'who') return reportReach(path, scope);
  if ('signal' in condition) return cite(scope, `${path}.signal`, 'signal', condition.signal);
  if ('band' in condition) return cite(scope, `${path}.band`, 'band', condition.band);
}

function checkEach(parts: Condition[], path: string, scope: Scope, reach: ConditionReach): void {
  if (parts.length === 0) report(scope, path, 'an empty list of conditions decides nothing', 'name at least one condition');
  parts.forEach((part, at) => checkCondition(part, `${path}.${at}`, scope, reach));
}

function reportReach(path: string, scope: Scope): void {
  const message = 'fit may ask only who the lead is, so that time moves engagement alone';
  report(scope, path, message, 'test fields or consent here; score signals under `scoring.engagement`');
}

function checkField(condition: { field: string } & ValueTest, path: string, scope: Scope): void {
  const { field, ...test } = condition;
  checkValueTest(test, path, scope);
  const rule = Object.hasOwn(scope.fields, field) ? scope.fields[field] : undefined;
  if (rule === undefined) {
    report(
      scope,
      `${path}.field`,
      `nobody declared the field \`${field}\``,
      hint(field, Object.keys(scope.fields), 'declare it under `fields`'),
    );
    return;
  }
  if (rule.never !== undefined) {
    const cure = `ask for what is known when a lead comes; or, if it is, remove \`${rule.clause}.never\``;
    report(scope, `${path}.field`, `\`${field}\` can't decide anything: ${rule.never}`, cure);
  }
  checkAgainstRule(test, rule, field, path, scope);
}

function checkAgainstRule(test: ValueTest, rule: FieldRule, field: string, path: string, scope: Scope): void {
  if (comparesNumbers(test) && !rule.number)
    report(
      scope,
      path,
      `\`${field}\` is compared as a number, but not declared one`,
      `write \`${field}: { number: true }\` under \`fields\``,
    );
  for (const value of valuesAsked(test)) {
    if (rule.oneOf !== null && !rule.oneOf.some((one) => textOf(one) === textOf(value)))
      report(
        scope,
        path,
        `\`${field}\` is never \`${value}\``,
        hint(String(value), rule.oneOf.map(String), `add it to \`${rule.clause}.oneOf\``),
      );
    if (rule.number && !Number.isFinite(Number(value)))
      report(scope, path, `\`${field}\` is a number and never \`${value}\``, 'write a number');
  }
}

const valuesAsked = (test: ValueTest): Scalar[] => {
  const is = test.is === undefined || test.is === 'present' || test.is === 'blank' ? [] : [test.is];
  return [...is, ...(test.in ?? [])];
};
