/** The word that was probably meant: the nearest by edits, if near enough to be worth a hint. */
export function nearest(word: string, words: readonly string[]): string | null {
  const near = words
    .map((candidate) => ({ candidate, edits: editsBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(Math.min(word.length, candidate.length) / 3)))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate ?? null;
}

/** Among more words than these nobody's slip is looked for. */
const mostCompared = 500;

/** `did you mean \`hot\`?`, or else the words to choose from, or else `otherwise`. */
export function hint(word: string, words: readonly string[], otherwise: string): string {
  const meant = words.length > mostCompared ? null : nearest(word, words);
  if (meant !== null) return `did you mean \`${meant}\`?`;
  return words.length === 0 || words.length > 30 ? otherwise : `choose one of: ${words.join(', ')}; or ${otherwise}`;
}

/** Levenshtein's distance, one row at a time. Long words are cut: nobody mistypes them into another. */
function editsBetween(a: string, b: string): number {
  const [from, to] = [a.slice(0, 60), b.slice(0, 60)];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
