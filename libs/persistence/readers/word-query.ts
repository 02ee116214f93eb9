const mostWords = 8;

/** What a person typed into a search box, as Postgres asks it: every word, each from its beginning, in any order. Null when there is no word in it. */
export function wordQuery(typed: string): string | null {
  const words =
    typed
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0
    ? null
    : words
        .slice(0, mostWords)
        .map((word) => `'${word}':*`)
        .join(' & ');
}

/** Whether it may be the beginning of an address or an id, and not words of a name. */
export const looksLikeIdentity = (typed: string): boolean => /[@\d_+-]/.test(typed) && !/\s/.test(typed.trim());

/** The beginning of an identity (an address, an external id) as a pattern for `like`. Addresses are stored in lower case. */
export function identityPattern(typed: string): string {
  const start = typed.includes('@') ? typed.trim().toLowerCase() : typed.trim();
  return `${start.replace(/[\\%_]/g, '\\$&')}%`;
}
