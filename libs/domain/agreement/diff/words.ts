import type { Condition, ValueTest } from '../conditions.js';
import type { EvidenceDocument } from '../document.js';

/** A value of the document in words. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(wordsOf).join(', ');
  if (typeof value !== 'object' || value === null) return value === '' ? '“”' : String(value);
  return Object.entries(value)
    .map(([key, part]) => `${key} ${key === 'when' ? conditionWords(part as Condition) : bracketed(part)}`)
    .join(', ');
}

function bracketed(part: unknown): string {
  if (Array.isArray(part)) return `[${part.map(bracketed).join('; ')}]`;
  return typeof part === 'object' && part !== null ? `{ ${wordsOf(part)} }` : wordsOf(part);
}

/** A condition in words: `the signal demo-asked and (band hot or consent to email)`. */
export function conditionWords(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, 'and');
  if ('any' in condition) return joined(condition.any, 'or');
  if ('not' in condition) return `not ${inner(condition.not)}`;
  if ('field' in condition) return fieldWords(condition);
  if ('signal' in condition) return `the signal ${condition.signal}`;
  if ('consent' in condition) return `consent to ${condition.consent}`;
  return wordsOf(condition).replace(/\b(buyer|seller)Stage\b/g, '$1 stage');
}

const inner = (part: Condition): string => ('all' in part || 'any' in part ? `(${conditionWords(part)})` : conditionWords(part));
const joined = (parts: Condition[], word: 'and' | 'or'): string => parts.map(inner).join(` ${word} `) || 'nothing';

const tests: Record<string, string> = {
  is: 'is',
  in: 'is one of',
  gte: 'is at least',
  lte: 'is at most',
  gt: 'is above',
  lt: 'is below',
  contains: 'contains',
  startsWith: 'starts with',
  inList: 'is in the list',
};

const fieldWords = ({ field, ...test }: { field: string } & ValueTest): string =>
  Object.entries(test)
    .map(([name, value]) => `${field} ${tests[name] ?? name} ${wordsOf(value)}`)
    .join(' and ');

/** What a signal is made of: `a call where seconds is at least 30 or a meeting`. */
export function evidenceWords(signal: EvidenceDocument | { any: EvidenceDocument[] }): string {
  if ('any' in signal) return signal.any.map(evidenceWords).join(' or ');
  const what = 'fact' in signal ? signal.fact : `a ${signal.touch}${signal.by === undefined ? '' : ` by a ${signal.by}`}`;
  const where = Object.entries(signal.where ?? {}).map(([field, test]) =>
    fieldWords({ field, ...(typeof test === 'object' ? test : { is: test }) }),
  );
  return where.length === 0 ? what : `${what} where ${where.join(' and ')}`;
}
