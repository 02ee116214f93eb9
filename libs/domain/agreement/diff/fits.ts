/** What the stars of a pattern stand for in a place, or null if it is another: `*` is one word, `**` any number of them (not told). */
export function fits(pattern: string, labels: readonly string[]): string[] | null {
  return walk(pattern.split('.'), labels);
}

function walk([word, ...rest]: string[], labels: readonly string[]): string[] | null {
  if (word === undefined) return labels.length === 0 ? [] : null;
  const [label, ...others] = labels;
  if (word === '**') return walk(rest, labels) ?? (label === undefined ? null : walk([word, ...rest], others));
  if (label === undefined || (word !== '*' && word !== label)) return null;
  const found = walk(rest, others);
  return found === null ? null : word === '*' ? [label, ...found] : found;
}
