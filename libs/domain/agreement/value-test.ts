import type { Scalar, ValueTest } from './conditions.js';

type InList = (list: string, value: string) => boolean;

/**
 * Does every key of the test hold for the value? Text is compared without regard to case; `120` and `'120'` are the same, so that a
 * CSV and a JSON body read alike. A list of values passes if one of its entries does. Nothing but `is: blank` holds for an absent value.
 */
export function passes(test: ValueTest, value: unknown, inList: InList): boolean {
  if (isBlank(value)) return test.is === 'blank';
  if (Array.isArray(value)) return value.some((entry) => passes(test, entry, inList));
  return equals(test, value) && compares(test, value) && reads(test, value, inList);
}

/** Text without regard to case and outer space. Objects have no text: they are equal to nothing. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim().toLowerCase()
    : null;

/** A number, also when it came as text; NaN passes no comparison. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

export function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

function equals(test: ValueTest, value: unknown): boolean {
  if (test.in === undefined && (test.is === undefined || test.is === 'present')) return true;
  const same = (expected: Scalar): boolean => textOf(value) !== null && textOf(value) === textOf(expected);
  if (test.in !== undefined && !test.in.some(same)) return false;
  if (test.is === undefined || test.is === 'present') return true;
  return test.is !== 'blank' && same(test.is);
}

function compares(test: ValueTest, value: unknown): boolean {
  const number = numberOf(value);
  if (test.gte !== undefined && !(number >= test.gte)) return false;
  if (test.lte !== undefined && !(number <= test.lte)) return false;
  if (test.gt !== undefined && !(number > test.gt)) return false;
  return test.lt === undefined || number < test.lt;
}

function reads(test: ValueTest, value: unknown, inList: InList): boolean {
  const text = textOf(value);
  if (test.contains !== undefined && !text?.includes(test.contains.toLowerCase())) return false;
  if (test.startsWith !== undefined && !text?.startsWith(test.startsWith.toLowerCase())) return false;
  return test.inList === undefined || (text !== null && inList(test.inList, text));
}
