// States share what a turn left as it was: that has been walked through.
const known = new WeakSet<object>();

/** The first place at which a value is not what JSON keeps as it is; null: it is plain throughout. */
export function plainFault(value: unknown, place: string): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${place} is ${value}`;
  if (typeof value !== 'object') return `${place} is ${typeof value}`;
  if (known.has(value)) return null;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return `${place} is no plain object`;
  for (const key in value) {
    const part = (value as Record<string, unknown>)[key];
    const fault = plainFault(part, key);
    if (fault !== null) return `${place}.${fault}`;
  }
  known.add(value);
  return null;
}
