/** The first place at which a value is not what JSON keeps as it is; null: it is plain throughout. */
export function plainFault(value: unknown, place: string): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${place} is ${value}`;
  if (typeof value !== 'object') return `${place} is ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return `${place} is no plain object`;
  for (const key of Object.keys(value)) {
    const fault = plainFault((value as Record<string, unknown>)[key], `${place}.${key}`);
    if (fault !== null) return fault;
  }
  return null;
}
