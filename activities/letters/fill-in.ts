const placeholder = /\{\{([^{}]*)\}\}/g;

/** Fills `{{path}}` with the profile's values; what is blank leaves nothing behind, not even the space before it. */
export function fillIn(words: string, field: (path: string) => unknown): string {
  return words.replace(/ ?\{\{[^{}]*\}\}/g, (found) => {
    const value = textOf(field(found.replace(placeholder, '$1').trim()));
    return value === '' ? '' : found.replace(placeholder, () => value);
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
