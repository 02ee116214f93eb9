/** How people name an entry of a list: by its id where it has one, else by its number. The same words as the clauses of terms. */
export function labelOf(entry: unknown, index: number): string {
  if (typeof entry !== 'object' || entry === null) return String(index);
  const { id, band, reason, signal } = entry as Record<string, unknown>;
  const label = [id, band, reason, signal].find((name) => typeof name === 'string');
  return typeof label === 'string' ? label : String(index);
}

/** The words of a path: `['handOffs', 'lanes', 0, 'when']` in the document becomes `handOffs.lanes.demo.when`. */
export function placeOf(document: unknown, keys: readonly PropertyKey[]): string {
  let at = document;
  const words = keys.map((key) => {
    const within = at;
    at = childOf(within, key);
    return Array.isArray(within) && typeof key === 'number' ? labelOf(at, key) : String(key);
  });
  return words.join('.');
}

export function childOf(parent: unknown, key: PropertyKey): unknown {
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key)
    ? (parent as Record<PropertyKey, unknown>)[key]
    : undefined;
}
