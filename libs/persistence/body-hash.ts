import { hash } from 'node:crypto';

/** SHA-256 of a JSON value, whatever the order of its keys: tells a repetition from another body under the same id. */
export function bodyHash(value: unknown): Buffer {
  return hash('sha256', JSON.stringify(inOrder(value)) ?? 'null', 'buffer');
}

/** The value with the keys of all its objects in order. What is in order already, as most is, is not copied. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || isInOrder(value)) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}

function isInOrder(value: object): boolean {
  let before = '';
  for (const [key, inner] of Object.entries(value)) {
    if (key < before || (inner !== null && typeof inner === 'object' && !isInOrder(inner as object))) return false;
    if (!Array.isArray(value)) before = key;
  }
  return true;
}
