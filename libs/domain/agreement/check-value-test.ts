import type { ValueTest } from './conditions.js';
import { cite, report, type Scope } from './scope.js';

/** A test must ask something that some value can answer, and may name only the lists that the document uses. */
export function checkValueTest(test: ValueTest, path: string, scope: Scope): void {
  const asked = Object.values(test).filter((value) => value !== undefined).length;
  if (asked === 0) report(scope, path, 'nothing is tested here', 'add is, in, gte, lte, gt, lt, contains, startsWith or inList');
  if (test.is === 'blank' && asked > 1) report(scope, path, 'a blank value passes no other test', 'let `is: blank` stand alone');
  if (test.in?.length === 0) report(scope, `${path}.in`, 'no value is in an empty list', 'name at least one value');
  if (isEmptyRange(test)) report(scope, path, 'no number lies in this range', 'let the lower bound be below the upper one');
  if (test.inList !== undefined) cite(scope, `${path}.inList`, 'list', test.inList);
}

export const comparesNumbers = (test: ValueTest): boolean =>
  [test.gte, test.lte, test.gt, test.lt].some((bound) => bound !== undefined);

function isEmptyRange(test: ValueTest): boolean {
  const low = Math.max(test.gte ?? -Infinity, test.gt ?? -Infinity);
  const high = Math.min(test.lte ?? Infinity, test.lt ?? Infinity);
  return low > high || (low === high && (test.gt === low || test.lt === high));
}
