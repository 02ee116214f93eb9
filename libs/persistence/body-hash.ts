import { hash } from 'node:crypto';

/** SHA-256 of a JSON value, whatever the order of its keys: tells a repetition from another body under the same id. */
export function bodyHash(value: unknown, as: 'hex' | 'base64url' = 'hex'): string {
  return hashOfText(orderedJson(value), as);
}

export const hashOfText = (text: string, as: 'hex' | 'base64url' = 'hex'): string => hash('sha256', text, as);

/** A value as JSON, with the keys of all its objects in order. */
export const orderedJson = (value: unknown): string => JSON.stringify(inOrder(value)) ?? 'null';

/** The value with the keys of all its objects in order. What is in order already, as most is, is not copied. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || isInOrder(value)) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}

// Asked of every fact: it makes no lists of entries, which would be a tenth of a batch's garbage.
function isInOrder(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let before = '';
  for (const key in value) {
    if (key < before || !isInOrder((value as Record<string, unknown>)[key])) return false;
    before = key;
  }
  return true;
}
