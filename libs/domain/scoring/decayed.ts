/** What remains of `value` after `elapsedMs`, halved every `halfLifeMs` (null: it never fades). Exactly half after exactly one half-life. */
export function decayed(value: number, elapsedMs: number, halfLifeMs: number | null): number {
  // Evidence newer than the reader's clock (two machines, some milliseconds apart) counts in full; it never grows backwards.
  if (halfLifeMs === null || elapsedMs <= 0) return value;
  return value * 2 ** (-elapsedMs / halfLifeMs);
}
