/** Whether two parts of a document mean the same: the order of keys, of plain values and of joined conditions is nobody's matter. */
export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

export function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const parts = value.map(canonical);
    return `[${(value.every(isPlain) ? parts.sort() : parts).join()}]`;
  }
  if (isPlain(value)) return JSON.stringify(value) ?? '';
  const parts = Object.entries(value as object)
    .filter(([, part]) => part !== undefined)
    .map(
      ([key, part]) => `${JSON.stringify(key)}:${joins.includes(key) && Array.isArray(part) ? unordered(part) : canonical(part)}`,
    );
  return `{${parts.sort().join()}}`;
}

const joins = ['all', 'any'];
const unordered = (parts: unknown[]): string => `[${parts.map(canonical).sort().join()}]`;
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;
