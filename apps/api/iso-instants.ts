/**
 * Renders instants for HTTP: every number called `at` or `…At` becomes ISO 8601, at any depth. What senders wrote themselves
 * (`data`, `profile`, `document`) is theirs and stays as it came.
 */
export function isoInstants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(isoInstants);
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, render(key, inner)]));
}

const isInstantKey = /^at$|At$/;
const theirs = ['data', 'profile', 'document'];

function render(key: string, value: unknown): unknown {
  if (theirs.includes(key)) return value;
  if (typeof value === 'number' && isInstantKey.test(key)) return new Date(value).toISOString();
  return isoInstants(value);
}
