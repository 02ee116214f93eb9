/**
 * Fills `{{path}}` with the profile's value and `{{path|words}}` with the words where that is blank; `{{path|}}` then leaves nothing behind, not
 * even the space before it. `lacks` hears of a blank value without words: what is then returned has a hole and must not be sent.
 */
export function fillIn(words: string, field: (path: string) => unknown, lacks: (path: string) => void): string {
  return words.replace(/( ?)\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g, (_found, space: string, path: string, instead?: string) => {
    const value = textOf(field(path.trim())) || instead?.trim();
    if (value === undefined) lacks(path.trim());
    return value ? space + value : '';
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
}
