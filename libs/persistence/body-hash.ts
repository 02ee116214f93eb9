import { hash } from 'node:crypto';

/** SHA-256 of a JSON value, whatever the order of its keys: tells a repetition from another body under the same id. */
export function bodyHash(value: unknown): Buffer {
  return hash('sha256', JSON.stringify(inOrder(value)) ?? 'null', 'buffer');
}

/** The value with the keys of all its objects in order. What is in order already is not copied. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.every((item) => inOrder(item) === item) ? value : value.map(inOrder);
  const keys = Object.keys(value);
  const inner = value as Record<string, unknown>;
  if (keys.every((key, n) => (n === 0 || (keys[n - 1] ?? '') < key) && inOrder(inner[key]) === inner[key])) return value;
  return Object.fromEntries(keys.sort().map((key) => [key, inOrder(inner[key])]));
}
